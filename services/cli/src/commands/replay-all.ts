import { QuarantineListAnswer, ReplayedManyAnswer } from '@shouwang/console-api'
import type { Receipt } from '@shouwang/contracts'
import { type ApiClient, ask } from '../api-client/api-client.ts'
import { showProgress } from '../output/progress.ts'
import { type ExitCode, exitCodes } from '../refusal.ts'
import type { Shell } from '../shell.ts'
import { untilJudged } from './until-judged.ts'

/** Which waiting rows are sent again. */
export type Meant = {
  readonly feed: string
  readonly reason?: string
  readonly from?: string
  readonly to?: string
}

/** Sends many waiting rows again, a thousand at a time, and says what became of them. Ends with 1 when some wait again. */
export const replayAll = (shell: Shell, meant: Meant): Promise<ExitCode> =>
  shell.enter(async (api) => {
    const sent = await send(shell, api, meant)
    const receipts = await untilJudged(shell.terminal, api, sent.deliveries)
    const { deliveries, ...counts } = sent
    const crashedAgain = sent.resent === 0 ? 0 : await countWaiting(api, { ...meant, reason: 'crashed' })
    const result = { ...counts, crashedAgain, ...totalOf(receipts) }
    shell.show({ ...result, deliveries }, () => wordsOf(result))
    return result.quarantined + result.unreadable + crashedAgain > 0 ? exitCodes.refused : exitCodes.ok
  }, 'services')

const countWaiting = async (api: ApiClient, meant: Meant): Promise<number> =>
  (await ask(api, QuarantineListAnswer, { path: '/quarantine', query: { ...meant, limit: '1' } })).total

const send = async (shell: Shell, api: ApiClient, meant: Meant) => {
  const total = await countWaiting(api, meant)
  const progress = showProgress(shell.terminal, '重新提交', total, '行')
  const all = { sent: 0, resent: 0, unreadable: 0, deliveries: [] as string[] }
  try {
    for (let after: string | null = ''; after !== null; ) {
      const json = { ...meant, after }
      const step: ReplayedManyAnswer = await ask(api, ReplayedManyAnswer, {
        path: '/quarantine/replay',
        method: 'POST',
        json,
      })
      all.sent += step.sent
      all.resent += step.resent
      all.unreadable += step.unreadable
      all.deliveries.push(...step.deliveries)
      progress.at(all.sent + all.resent + all.unreadable)
      after = step.next
    }
  } finally {
    progress.end()
  }
  return all
}

/** What became of a message that had crashed a stage. */
export const resentWords = '出错的消息已重新处理。'

type Total = Pick<Receipt, 'accepted' | 'applied' | 'duplicate' | 'stale' | 'quarantined'>

const totalOf = (receipts: readonly Receipt[]): Total => {
  const sum = (of: keyof Total) => receipts.reduce((total, receipt) => total + receipt[of], 0)
  return {
    accepted: sum('accepted'),
    applied: sum('applied'),
    duplicate: sum('duplicate'),
    stale: sum('stale'),
    quarantined: sum('quarantined'),
  }
}

type Counts = {
  readonly sent: number
  readonly resent: number
  readonly crashedAgain: number
  readonly unreadable: number
}

const wordsOf = (all: Total & Counts): string =>
  [
    `重新提交 ${all.sent} 行：采用 ${all.applied}，重复 ${all.duplicate}，已有更新的数据 ${all.stale}，再次隔离 ${all.quarantined}。\n`,
    ...(all.resent === 0 ? [] : [`另有 ${all.resent} 条${resentWords}仍然出错 ${all.crashedAgain} 条。\n`]),
    ...(all.unreadable === 0 ? [] : [`另有 ${all.unreadable} 行原文不是一行表格，仍在隔离区，请逐条补正。\n`]),
  ].join('')
