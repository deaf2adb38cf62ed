import { setTimeout as sleep } from 'node:timers/promises'
import type { Receipt } from '@shouwang/contracts'
import { z } from 'zod'
import { Progress, Receipt as ReceiptAnswer } from './answers.ts'
import { ask, type Door } from './door.ts'
import { showProgress } from './progress.ts'
import type { Terminal } from './terminal.ts'

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

const Newest = z.object({ deliveries: z.array(ReceiptAnswer) })
const newestLimit = '500'
const lookEveryMs = 250
/** Looks after all is settled in which a receipt may still be behind. */
const graceLooks = 20

/** Waits with a bar until deliveries are applied, or until all that was taken in is judged too. Resolves with the receipts. */
export const untilJudged = async (
  terminal: Terminal,
  door: Door,
  deliveries: readonly string[],
  until: 'applied' | 'judged' = 'judged',
): Promise<readonly Receipt[]> => {
  const progress = showProgress(terminal, '研判', 1, '条')
  try {
    for (let grace = graceLooks; grace > 0; await sleep(lookEveryMs)) {
      const { settled } = await ask(door, Progress, { path: '/pipeline' })
      const newest = await ask(door, Newest, { path: '/deliveries', query: { limit: newestLimit } })
      const ours = newest.deliveries.filter(({ delivery }) => deliveries.includes(delivery))
      progress.at(
        sumOf(ours, judged),
        sumOf(ours, ({ received }) => received),
      )
      if ((settled || until === 'applied') && ours.every(isEnded)) break
      if (settled) grace -= 1
    }
  } finally {
    progress.end()
  }
  return receiptsOf(door, deliveries)
}

const receiptsOf = async (door: Door, deliveries: readonly string[]): Promise<readonly Receipt[]> => {
  const receipts: Receipt[] = []
  for (const delivery of deliveries)
    receipts.push(await ask(door, ReceiptAnswer, { path: `/deliveries/${encodeURIComponent(delivery)}` }))
  return receipts
}

const isEnded = ({ status }: Receipt): boolean => status === 'complete' || status === 'failed'
const judged = ({ quarantined, applied, duplicate, stale, quarantinedLater }: Receipt): number =>
  quarantined + applied + duplicate + stale + quarantinedLater
const sumOf = (receipts: readonly Receipt[], of: (receipt: Receipt) => number): number =>
  receipts.reduce((sum, receipt) => sum + of(receipt), 0)
