import { setTimeout as sleep } from 'node:timers/promises'
import { PipelineAnswer, ReceiptAnswer } from '@shouwang/console-api'
import type { Receipt } from '@shouwang/contracts'
import { type ApiClient, ask } from '../api-client/api-client.ts'
import { showProgress } from '../output/progress.ts'
import type { Terminal } from '../terminal.ts'

/** The account of one file: its receipt, or that it was refused as a whole. */
export type ImportedFile = Omit<Receipt, 'delivery' | 'feed' | 'businessDay' | 'status' | 'startedAt'> & {
  readonly delivery: string | null
  readonly feed: string | null
  readonly businessDay: string | null
  readonly status: Receipt['status'] | 'refused'
  readonly startedAt: string | null
}

/** The account of a file that was refused: nothing of it was taken. */
export const refusedFile = (fileName: string, problem: string): ImportedFile => ({
  delivery: null,
  feed: null,
  fileName,
  businessDay: null,
  part: false,
  status: 'refused',
  problem,
  remarks: {},
  received: 0,
  accepted: 0,
  mended: 0,
  quarantined: 0,
  quarantinedBy: {},
  applied: 0,
  duplicate: 0,
  stale: 0,
  quarantinedLater: 0,
  startedAt: null,
  finishedAt: null,
})

/** How often is looked, and how many looks are waited for what others may keep from ever coming to rest. */
export type Patience = { readonly lookEveryMs: number; readonly looks: number }
const patience: Patience = { lookEveryMs: 250, looks: 120 }
/** Looks after all is settled in which a receipt may still be behind. */
const graceLooks = 20
/** Looks without anything new after which somebody should know where to look. */
const stillLooks = 240

/**
 * Waits with a bar until deliveries are applied, or until all that was taken in is judged too. Where others send as well
 * all may never be at rest: then tasks are not waited for much longer than the deliveries. Resolves with the receipts.
 */
export const untilJudged = async (
  terminal: Terminal,
  api: ApiClient,
  deliveries: readonly string[],
  until: 'applied' | 'judged' = 'judged',
  { lookEveryMs, looks }: Patience = patience,
): Promise<readonly Receipt[]> => {
  const progress = showProgress(terminal, '研判', 1, '条')
  const receipts = new Map<string, Receipt>()
  let [done, still, ended, grace] = [-1, 0, 0, graceLooks]
  try {
    for (;;) {
      const { settled } = await ask(api, PipelineAnswer, { path: '/pipeline' })
      await refresh(api, deliveries, receipts)
      const ours = [...receipts.values()]
      const before = done
      done = sumOf(ours, judged)
      progress.at(done, sumOf(ours, received))
      if (ours.every(isEnded)) ended += 1
      if (ended > 0 && (settled || until === 'applied')) break
      if (settled) grace -= 1
      if (grace === 0) break
      if (ended > looks && !api.alone) {
        terminal.err(othersGoOn)
        break
      }
      still = done === before ? still + 1 : 0
      if (still === stillLooks && ended === 0) terminal.err(noProgress)
      await sleep(lookEveryMs)
    }
  } finally {
    progress.end()
  }
  return [...receipts.values()]
}

const othersGoOn = '记录已全部研判；其他数据仍在处理，任务可能稍后才到。\n'
const noProgress =
  '一分钟没有进展：研判环节可能没有运行，或在等待数据库、日志恢复（看各服务的 /readyz）。已收下的记录不会丢，可按 Ctrl-C 离开，以后用 pnpm shouwang reconcile 核对。\n'

/** Asks again for the receipts of deliveries that have not ended. */
const refresh = async (
  api: ApiClient,
  deliveries: readonly string[],
  receipts: Map<string, Receipt>,
): Promise<void> => {
  for (const delivery of deliveries) {
    const known = receipts.get(delivery)
    if (known !== undefined && isEnded(known)) continue
    receipts.set(delivery, await ask(api, ReceiptAnswer, { path: `/deliveries/${encodeURIComponent(delivery)}` }))
  }
}

const isEnded = ({ status }: Receipt): boolean => status === 'complete' || status === 'failed'
const judged = ({ quarantined, applied, duplicate, stale, quarantinedLater }: Receipt): number =>
  quarantined + applied + duplicate + stale + quarantinedLater
const received = (receipt: Receipt): number => receipt.received
const sumOf = (receipts: readonly Receipt[], of: (receipt: Receipt) => number): number =>
  receipts.reduce((sum, receipt) => sum + of(receipt), 0)
