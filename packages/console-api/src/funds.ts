import { Day, RegionCode, writtenText } from '@shouwang/contracts'
import { z } from 'zod'
import { GivenAid } from './cases.ts'

const words = writtenText(1, 1000)

/** Where money comes from, and what is left of it. */
const FundItem = z
  .object({
    fundId: z.string(),
    name: z.string(),
    region: RegionCode,
    kind: z.enum(['budget', 'reserve', 'charity']),
    balanceFen: z.int(),
    floorFen: z.int(),
    belowFloor: z.boolean(),
  })
  .meta({ id: 'Fund' })
export const FundListAnswer = z.object({ funds: z.array(FundItem) }).meta({ id: 'FundPage' })
export type FundListAnswer = z.infer<typeof FundListAnswer>

/** A fund on record: the sum (分, may be negative) goes to its balance, and the floor is kept. */
export const FundEntryBody = z
  .strictObject({
    entryId: z.string().min(1).max(64),
    fundId: z.string().min(1).max(64),
    name: writtenText(1, 100),
    region: RegionCode,
    kind: z.enum(['budget', 'reserve', 'charity']),
    fen: z.int(),
    floorFen: z.int().min(0).default(0),
    note: words,
  })
  .meta({ id: 'FundEntry' })

/** Which aid: of a span of days, for finance and auditors. */
export const AidQuery = z.object({ from: Day, to: Day, region: RegionCode.optional() })

const promised = {
  about: z.enum(['aid', 'decision']),
  no: z.string(),
  caseId: z.string(),
  householdNo: z.string(),
  regionName: z.string(),
  programme: z.string(),
  programmeName: z.string(),
  amountFen: z.int(),
  day: Day,
}

/** 一卡通对账: what was decided and not paid, paid otherwise, and paid without a decision. */
export const ReconciliationAnswer = z
  .object({
    from: Day,
    to: Day,
    confirmed: z.int(),
    waiting: z.int().meta({ description: 'Not older than the days within which a payment may still come' }),
    decidedNotPaid: z.array(z.object(promised)),
    otherAmount: z.array(z.object({ ...promised, paidFen: z.int(), paidOn: Day })),
    paidNotDecided: z.array(
      z.object({
        householdNo: z.string(),
        regionName: z.string(),
        programme: z.string(),
        programmeName: z.string(),
        amountFen: z.int(),
        day: Day,
      }),
    ),
  })
  .meta({ id: 'PaymentReconciliation' })
export type ReconciliationAnswer = z.infer<typeof ReconciliationAnswer>

/** Every aid of a span with the case and decision behind it; the totals are those of the lines that count. */
export const AidLedgerAnswer = z
  .object({
    from: Day,
    to: Day,
    families: z.int(),
    times: z.int(),
    totalFen: z.int(),
    lines: z.array(
      GivenAid.extend({
        caseId: z.string(),
        householdNo: z.string(),
        regionName: z.string(),
        programmeName: z.string(),
      }).omit({ by: true }),
    ),
  })
  .meta({ id: 'AidLedger' })
export type AidLedgerAnswer = z.infer<typeof AidLedgerAnswer>
