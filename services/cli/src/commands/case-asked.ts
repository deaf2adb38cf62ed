import type { Day } from '@shouwang/contracts'
import { exitCodes, Refusal } from '../refusal.ts'
import { aidOf } from './case-options.ts'

/** What may be asked of a case on the command line: one thing at a time, the first that is there. */
export type CaseAsked = {
  readonly done?: string
  readonly check?: boolean
  readonly note?: string
  readonly cash?: number
  readonly card?: number
  readonly fund?: string
  readonly decide?: string
  readonly programme?: string
  readonly amount?: number
  readonly from?: Day
  readonly to?: Day
  readonly deviation?: string
  readonly approve?: boolean
  readonly recover?: number
  readonly way?: string
  readonly against?: string
  readonly aid?: string
  readonly appeal?: string
  readonly sendBack?: boolean
  readonly handTo?: string
  readonly close?: string
  readonly why?: string
  readonly referTo?: string
  readonly unit?: string
  readonly need?: string
  readonly due?: Day
  readonly hours?: number
  readonly recall?: string
  readonly objection?: string
  readonly decision?: string
  readonly condition?: string
  readonly notKept?: boolean
  readonly lookAgain?: Day
}

/** The command for what the options ask; undefined where they ask for nothing. @throws Refusal where something is missing */
export const commandOf = (options: CaseAsked): object | undefined => {
  const { done, check, note, cash, card, fund = null, decide, approve, sendBack, handTo, close, why = '' } = options
  const programme = options.programme ?? 'temporary-relief'
  if (done !== undefined) return { type: 'CompleteStep', note: done }
  if (check === true) return { type: 'TakeCheck' }
  if (note !== undefined) return { type: 'NoteCase', note }
  if (cash !== undefined) return { type: 'GiveAid', aid: aidOf('cash', cash, programme, fund) }
  if (card !== undefined) return { type: 'GiveAid', aid: aidOf('card', card, programme, fund) }
  if (decide !== undefined) return { type: 'Decide', decision: decisionOf(decide, options) }
  if (options.recover !== undefined) return { type: 'RecordRecovery', recovery: recoveryOf(options.recover, options) }
  if (options.appeal !== undefined) return { type: 'AppealDecision', decisionNo: options.appeal, note: why }
  if (approve === true) return { type: 'ApproveDecision' }
  if (sendBack === true) return { type: 'ReturnDecision', why }
  if (handTo !== undefined) return { type: 'HandOverCase', owner: handTo, why }
  if (options.referTo !== undefined) return { type: 'ReferCase', referral: referralOf(options.referTo, options) }
  if (options.recall !== undefined) return { type: 'RecallReferral', referralId: options.recall, why }
  if (options.objection !== undefined) return objectionOf(options.objection, options)
  if (options.condition !== undefined) return lookOf(options.condition, options)
  if (close !== undefined) return { type: 'CloseCase', result: close, note: why }
  return undefined
}

const objectionOf = (answer: string, { decision, why = '' }: CaseAsked): object => {
  if (decision === undefined) throw new Refusal('请用 --decision 写明异议针对的决定编号。', exitCodes.usage)
  if (answer !== 'upheld' && answer !== 'not-upheld')
    throw new Refusal('--objection 请写 upheld（成立）或 not-upheld（不成立）。', exitCodes.usage)
  return { type: 'AnswerObjection', decisionNo: decision, upheld: answer === 'upheld', note: why }
}

const lookOf = (condition: string, { notKept, lookAgain, why = '' }: CaseAsked): object => {
  const [, conferenceId, nth] = /^(.+):(\d+)$/.exec(condition) ?? []
  if (conferenceId === undefined || nth === undefined)
    throw new Refusal('--condition 请写成 会商号:序号，如 K-4k0q8zsm2c9x:1。', exitCodes.usage)
  const next = lookAgain ?? null
  return { type: 'LookAtCondition', conferenceId, nth: Number(nth), isKept: notKept !== true, note: why, next }
}

const recoveryOf = (amountFen: number, { way = 'paid-back', against, aid, fund }: CaseAsked): object => {
  if (against === undefined) throw new Refusal('请用 --against 写明收据号或抵扣的那笔发放。', exitCodes.usage)
  return { way, amountFen, aidId: aid ?? null, against, fund: fund ?? null }
}

const referralOf = (department: string, options: CaseAsked): object => {
  const { unit = null, need, why, due, programme = null, from, hours } = options
  const missing = [
    ...(need === undefined ? ['--need 需要什么'] : []),
    ...(why === undefined ? ['--why 为什么'] : []),
    ...(due === undefined ? ['--due 反馈期限'] : []),
    ...(hours !== undefined && from === undefined ? ['--from 服务从哪天起'] : []),
  ]
  if (missing.length > 0) throw new Refusal(`转办还缺 ${missing.join('、')}。`, exitCodes.usage)
  const plan = hours === undefined ? null : { hoursPerMonth: hours, from, to: options.to ?? null }
  return { department, unit, programme, need, why, class: 'department', dueOn: due, persons: [], plan }
}

const decisionOf = (result: string, options: CaseAsked): object => {
  const { programme, amount = 0, from, to = null, why, deviation } = options
  const missing = [
    ...(programme === undefined ? ['--programme 救助项目'] : []),
    ...(from === undefined ? ['--from 从哪天起'] : []),
    ...(why === undefined ? ['--why 理由'] : []),
  ]
  if (missing.length > 0) throw new Refusal(`决定还缺 ${missing.join('、')}。`, exitCodes.usage)
  const explained = deviation === undefined ? {} : { deviation }
  return { result, programme, amountFen: amount, lines: [], reasons: why, from, to, ...explained }
}
