import { z } from 'zod'
import { Day } from '../day.ts'
import { Fen } from '../money.ts'

// 医保 and 残联.

/**
 * One medical insurance settlement (national interface names in docs/domain.md §5.3). A refund carries negative
 * amounts and, where known, the number of the settlement that it undoes.
 */
export const MedicalSettled = z.object({
  settledOn: Day,
  care: z.enum(['inpatient', 'outpatient', 'chronic-outpatient', 'other']),
  totalFen: Fen,
  /** 个人自负合规费用: in-scope cost less every protection. */
  inScopeSelfPaidFen: Fen,
  /** 个人自费: out of list, above limits. */
  outOfScopeFen: Fen,
  /** 个人负担 psn_part_amt: both together, as the insurer states it. */
  personalBurdenFen: Fen,
  diseaseCode: z.string().nullable(),
  diseaseName: z.string().nullable(),
  refund: z.boolean(),
  refundOf: z.string().nullable(),
})

/** A disability certificate. Category 1 视力 2 听力 3 言语 4 肢体 5 智力 6 精神 7 多重; level 1 is the most severe of 4. */
export const DisabilityCertified = z.object({
  category: z.int().min(1).max(7),
  level: z.int().min(1).max(4),
  certifiedOn: Day,
  status: z.enum(['valid', 'cancelled']),
})
