import type { CaseEvent, CaseEventType, Decision, ReferralGift } from '@shouwang/contracts'
import {
  aidFormWords,
  caseClassWords,
  caseKindWords,
  caseResultWords,
  conferenceResultWords,
  decisionWords,
  departmentWords,
  gradeReasonWords,
  matterWords,
  recoveryWords,
  stepWords,
} from './case-words.ts'
import type { Language, Words } from './language.ts'

type EventOf<T extends CaseEventType> = Extract<CaseEvent, { type: T }>
/** Names for what events only know by number or id. */
export type CaseNames = {
  readonly staff: (staffNo: string) => string
  readonly programme: (id: string) => string
}
type Sentence<T extends CaseEventType> = (event: EventOf<T>, nameOf: CaseNames) => Words

/** One line of a case's history, as a caseworker would write it. */
export const caseEventText = (event: CaseEvent, language: Language, nameOf: CaseNames): string =>
  wordsOf(event, nameOf)[language]

const wordsOf = <T extends CaseEventType>(event: EventOf<T>, nameOf: CaseNames): Words =>
  (sentences[event.type as T] as Sentence<T>)(event, nameOf)

/** 分 as 元, with two places only where they are needed. */
const yuan = (fen: number): string => (fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2))

const bracketed = (note: string): Words => (note === '' ? { zh: '', en: '' } : { zh: `（${note}）`, en: ` (${note})` })

const decided = (decision: Decision, nameOf: CaseNames): Words => {
  const { result, programme, amountFen, reasons, deviation, checkNo } = decision
  const departs =
    deviation === undefined
      ? bracketed('')
      : { zh: `，与核对不一致：${deviation}`, en: `, other than the check: ${deviation}` }
  return {
    zh: `${decisionWords[result].zh}${nameOf.programme(programme)}${amountFen === 0 ? '' : ` ${yuan(amountFen)} 元`}，理由：${reasons}${departs.zh}${checkNo === undefined ? '' : `，依据核对 ${checkNo}`}`,
    en: `${nameOf.programme(programme)} ${decisionWords[result].en}${amountFen === 0 ? '' : `, ${yuan(amountFen)} yuan`}, because: ${reasons}${departs.en}${checkNo === undefined ? '' : `, by check ${checkNo}`}`,
  }
}

const checkCounts = ({ programmes }: EventOf<'CheckTaken'>['check']): Words => {
  const of = (...standings: readonly string[]) =>
    programmes.filter(({ standing }) => standings.includes(standing)).length
  return {
    zh: `已享受 ${of('held')} 项，符合 ${of('met')} 项，待核实 ${of('not-known')} 项，不符合 ${of('not-met', 'behind')} 项`,
    en: `${of('held')} held, ${of('met')} met, ${of('not-known')} not known, ${of('not-met', 'behind')} not met`,
  }
}

const then = (next: keyof typeof stepWords, dueOn: string): Words => ({
  zh: `，下一步${stepWords[next].zh}，期限 ${dueOn}`,
  en: `; next ${stepWords[next].en}, due ${dueOn}`,
})

const gift = (given: ReferralGift | null): Words => {
  if (given === null) return { zh: '', en: '' }
  const { form, what, amountFen, hours, day } = given
  return {
    zh: `（${day} ${aidFormWords[form].zh}：${what}${amountFen === 0 ? '' : ` ${yuan(amountFen)} 元`}${hours === null ? '' : ` ${hours} 小时`}）`,
    en: ` (${day} ${aidFormWords[form].en}: ${what}${amountFen === 0 ? '' : ` ${yuan(amountFen)} yuan`}${hours === null ? '' : ` ${hours} hours`})`,
  }
}

const sentences: { readonly [T in CaseEventType]: Sentence<T> } = {
  CaseOpened: ({ matter, department, owner, step, dueOn, note, ...rank }, { staff }) => ({
    zh: `立案：${matterWords[matter].zh}${department === null ? '' : `，${departmentWords[department].zh}`}，${caseClassWords[rank.class].zh}、${caseKindWords[rank.kind].zh}、${rank.grade} 级（${rank.reasons.map((each) => gradeReasonWords[each].zh).join('、')}）${owner === null ? '' : `，责任人${staff(owner)}`}${bracketed(note).zh}${then(step, dueOn).zh}`,
    en: `Opened: ${matterWords[matter].en}${department === null ? '' : `, ${departmentWords[department].en}`}, ${caseClassWords[rank.class].en}, ${caseKindWords[rank.kind].en}, grade ${rank.grade} (${rank.reasons.map((each) => gradeReasonWords[each].en).join(', ')})${owner === null ? '' : `, owner ${staff(owner)}`}${bracketed(note).en}${then(step, dueOn).en}`,
  }),
  CaseFed: ({ note, taskId }) => ({
    zh: `${taskId === null ? '同一事项' : `任务 ${taskId}`}并入本个案${bracketed(note).zh}`,
    en: `${taskId === null ? 'The same matter' : `Task ${taskId}`} goes on here${bracketed(note).en}`,
  }),
  CaseGraded: ({ note, ...rank }) => ({
    zh: `改为${caseClassWords[rank.class].zh}、${caseKindWords[rank.kind].zh}、${rank.grade} 级：${note === '' ? rank.reasons.map((each) => gradeReasonWords[each].zh).join('、') : note}`,
    en: `Now ${caseClassWords[rank.class].en}, ${caseKindWords[rank.kind].en}, grade ${rank.grade}: ${note === '' ? rank.reasons.map((each) => gradeReasonWords[each].en).join(', ') : note}`,
  }),
  StepCompleted: ({ step, note, department, next, dueOn }) => ({
    zh: `${stepWords[step].zh}完成${step === 'referral' && department !== null ? `（${departmentWords[department].zh}）` : ''}：${note}${then(next, dueOn).zh}`,
    en: `Done: ${stepWords[step].en}${step === 'referral' && department !== null ? ` (${departmentWords[department].en})` : ''}: ${note}${then(next, dueOn).en}`,
  }),
  AuthorisationRecorded: ({ authorisation: { letterNo, validUntil } }) => ({
    zh: `登记核对授权书 ${letterNo}，有效至 ${validUntil}`,
    en: `Authorisation letter ${letterNo} on record, valid until ${validUntil}`,
  }),
  CheckTaken: ({ check }) => ({
    zh: `核对 ${check.checkNo}：${checkCounts(check).zh}`,
    en: `Check ${check.checkNo}: ${checkCounts(check).en}`,
  }),
  DecisionProposed: ({ decision, dueOn }, nameOf) => ({
    zh: `拟${decided(decision, nameOf).zh}，待另一人于 ${dueOn} 前复核`,
    en: `Proposed: ${decided(decision, nameOf).en}; a second person confirms by ${dueOn}`,
  }),
  DecisionReturned: ({ note }) => ({ zh: `退回补充：${note}`, en: `Sent back: ${note}` }),
  DecisionMade: ({ decision, decisionNo, proposedBy, publicUntil, appealUntil, next, dueOn }, nameOf) => ({
    zh: `决定 ${decisionNo}：${decided(decision, nameOf).zh}${proposedBy === null ? '' : `（${nameOf.staff(proposedBy)}提出）`}${publicUntil == null ? '' : `，公示至 ${publicUntil}`}${appealUntil == null ? '' : `，${appealUntil} 前可申请复议`}${then(next, dueOn).zh}`,
    en: `Decision ${decisionNo}: ${decided(decision, nameOf).en}${proposedBy === null ? '' : ` (proposed by ${nameOf.staff(proposedBy)})`}${publicUntil == null ? '' : `, public until ${publicUntil}`}${appealUntil == null ? '' : `, appeal until ${appealUntil}`}${then(next, dueOn).en}`,
  }),
  AidGiven: ({ aid, papersDueOn, next, dueOn }) => ({
    zh: `${papersDueOn === null ? '给付' : '先行救助'}：${aidFormWords[aid.form].zh}${aid.amountFen === 0 ? '' : ` ${yuan(aid.amountFen)} 元`}${bracketed(aid.what).zh}${papersDueOn === null ? '' : `，${papersDueOn} 前补齐材料`}${then(next, dueOn).zh}`,
    en: `${papersDueOn === null ? 'Given' : 'Given first'}: ${aidFormWords[aid.form].en}${aid.amountFen === 0 ? '' : ` ${yuan(aid.amountFen)} yuan`}${bracketed(aid.what).en}${papersDueOn === null ? '' : `, papers due ${papersDueOn}`}${then(next, dueOn).en}`,
  }),
  AidReversed: ({ aidId, note }) => ({ zh: `冲正 ${aidId}：${note}`, en: `${aidId} taken back: ${note}` }),
  DecisionAppealed: ({ decisionNo, note, next, dueOn }) => ({
    zh: `对决定 ${decisionNo} 提出复议：${note}${then(next, dueOn).zh}`,
    en: `Appeal against ${decisionNo}: ${note}${then(next, dueOn).en}`,
  }),
  FundsRecovered: ({ recovery: { way, amountFen, against }, next, dueOn }) => ({
    zh: `${recoveryWords[way].zh} ${yuan(amountFen)} 元（${against}）${then(next, dueOn).zh}`,
    en: `${recoveryWords[way].en}: ${yuan(amountFen)} yuan (${against})${then(next, dueOn).en}`,
  }),
  ReferralSent: ({ referral: { referralId, department, unit, need, class: urgency, dueOn, plan } }) => ({
    zh: `转办 ${referralId} 至${departmentWords[department].zh}${unit === null ? '' : `（${unit}）`}：${need}，${caseClassWords[urgency].zh}，${dueOn} 前反馈${plan === null ? '' : `，每月 ${plan.hoursPerMonth} 小时`}`,
    en: `Referral ${referralId} to ${departmentWords[department].en}${unit === null ? '' : ` (${unit})`}: ${need}, ${caseClassWords[urgency].en}, due ${dueOn}${plan === null ? '' : `, ${plan.hoursPerMonth} hours a month`}`,
  }),
  ReferralAccepted: ({ referralId }) => ({ zh: `接收转办 ${referralId}`, en: `Referral ${referralId} accepted` }),
  ReferralReturned: ({ referralId, note }) => ({
    zh: `退回转办 ${referralId}：${note}`,
    en: `Referral ${referralId} returned: ${note}`,
  }),
  ReferralProgressed: ({ referralId, note, given }) => ({
    zh: `转办 ${referralId} 进展：${note}${gift(given).zh}`,
    en: `Progress of referral ${referralId}: ${note}${gift(given).en}`,
  }),
  ReferralDone: ({ referralId, note, given, next, dueOn }) => ({
    zh: `转办 ${referralId} 办结：${note}${gift(given).zh}${then(next, dueOn).zh}`,
    en: `Referral ${referralId} done: ${note}${gift(given).en}${then(next, dueOn).en}`,
  }),
  ReferralRecalled: ({ referralId, note }) => ({
    zh: `收回转办 ${referralId}：${note}`,
    en: `Referral ${referralId} taken back: ${note}`,
  }),
  ReferralLate: ({ referralId }) => ({
    zh: `转办 ${referralId} 逾期未反馈`,
    en: `Referral ${referralId} is late`,
  }),
  ConferenceDecided: ({ conference, next, dueOn }, nameOf) => {
    const { conferenceId, result, programme, amountFen, reasons, conditions, dissent } = conference
    const sum = amountFen === 0 ? '' : ` ${yuan(amountFen)}`
    return {
      zh: `会商 ${conferenceId}：${conferenceResultWords[result].zh}${programme === null ? '' : `，${nameOf.programme(programme)}`}${sum === '' ? '' : `${sum} 元`}，理由：${reasons}${conditions.map(({ what, lookOn }) => `；条件：${what}（${lookOn} 查看）`).join('')}${dissent === '' ? '' : `；不同意见：${dissent}`}${then(next, dueOn).zh}`,
      en: `Conference ${conferenceId}: ${conferenceResultWords[result].en}${programme === null ? '' : `, ${nameOf.programme(programme)}`}${sum === '' ? '' : `,${sum} yuan`}, because: ${reasons}${conditions.map(({ what, lookOn }) => `; on condition: ${what} (looked at on ${lookOn})`).join('')}${dissent === '' ? '' : `; dissent: ${dissent}`}${then(next, dueOn).en}`,
    }
  },
  ConditionDue: ({ conferenceId, what, lookOn, to, said }, { staff }) => ({
    zh: `会商 ${conferenceId} 的条件到了查看日（${lookOn}）：${what}${said === undefined ? '' : `，${said}`}${to === null ? '' : `，提醒${staff(to)}`}`,
    en: `A condition of conference ${conferenceId} is to be looked at (${lookOn}): ${what}${said === undefined ? '' : `; ${said}`}${to === null ? '' : `; told to ${staff(to)}`}`,
  }),
  ConditionLookedAt: ({ conferenceId, isKept, note, next }) => ({
    zh: `会商 ${conferenceId} 的条件${isKept ? '已履行' : '没有履行'}：${note}${next === null ? '' : `，${next} 再看`}`,
    en: `A condition of conference ${conferenceId} is ${isKept ? 'kept' : 'not kept'}: ${note}${next === null ? '' : `; looked at again on ${next}`}`,
  }),
  DecisionPosted: ({ decisionNo, boardNo, publicUntil, withheld }) =>
    withheld === true
      ? {
          zh: `决定 ${decisionNo} 依法不公示姓名（${boardNo} 只计户数）`,
          en: `Decision ${decisionNo} is counted on ${boardNo} and not named, since law protects whom it is for`,
        }
      : {
          zh: `决定 ${decisionNo} 已张贴公示（${boardNo}），至 ${publicUntil}`,
          en: `Decision ${decisionNo} hangs (${boardNo}) until ${publicUntil}`,
        },
  DecisionObjected: ({ decisionNo, boardNo, note, stops, next, dueOn }) => ({
    zh: `对公示 ${boardNo} 的决定 ${decisionNo} 有异议：${note}${stops ? '，答复前暂停执行' : ''}${then(next, dueOn).zh}`,
    en: `Objection to decision ${decisionNo} on ${boardNo}: ${note}${stops ? '; it has no effect until answered' : ''}${then(next, dueOn).en}`,
  }),
  ObjectionAnswered: ({ decisionNo, upheld, note, next, dueOn }) => ({
    zh: `对决定 ${decisionNo} 的异议${upheld ? '成立，决定撤销，重新决定' : '不成立'}：${note}${then(next, dueOn).zh}`,
    en: `Objection to decision ${decisionNo} ${upheld ? 'upheld; it is decided anew' : 'not upheld'}: ${note}${then(next, dueOn).en}`,
  }),
  CasePaused: ({ note, until }) => ({ zh: `中止至 ${until}：${note}`, en: `Paused until ${until}: ${note}` }),
  CaseResumed: ({ dueOn }) => ({ zh: `恢复办理，期限 ${dueOn}`, en: `Goes on, due ${dueOn}` }),
  CaseAssigned: ({ owner, why, note }, { staff }) => ({
    zh: `${owner === null ? '待派责任人' : `责任人改为${staff(owner)}`}：${why === 'handed-over' ? note : why === 'staff-changed' ? '人员调整' : '户籍地或居住地变更'}`,
    en: `${owner === null ? 'Waits for an owner' : `Owner is ${staff(owner)}`}: ${why === 'handed-over' ? note : why === 'staff-changed' ? 'staff changed' : 'the household moved'}`,
  }),
  CaseNoted: ({ note }) => ({ zh: `备注：${note}`, en: `Note: ${note}` }),
  CaseEscalated: ({ percent, to }, { staff }) => ({
    zh: `已用去期限的 ${percent}%${to === null ? '' : `，报${staff(to)}`}`,
    en: `${percent}% of the time limit is used${to === null ? '' : `; reported to ${staff(to)}`}`,
  }),
  CaseJoined: ({ into }) => ({ zh: `并入个案 ${into}`, en: `Joined to case ${into}` }),
  CaseClosed: ({ result, note, restUntil }) => ({
    zh: `销号：${caseResultWords[result].zh}（${note}）${restUntil === null ? '' : `，${restUntil} 后如仍预警再次核查`}`,
    en: `Closed: ${caseResultWords[result].en} (${note})${restUntil === null ? '' : `; looked at again after ${restUntil}`}`,
  }),
  CaseReopened: ({ note, step, dueOn }) => ({
    zh: `重新打开：${note}${then(step, dueOn).zh}`,
    en: `Reopened: ${note}${then(step, dueOn).en}`,
  }),
}
