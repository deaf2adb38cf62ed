import { z } from 'zod'
import { Day, Month } from '../day.ts'
import { Fen } from '../money.ts'

// 卫健, 医保 and 残联.

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

/**
 * A stay in hospital as the hospital itself tells it, long before the insurer's bill; the source key is its own stay number.
 * `arrearsFen` is what the patient owes it now, `estimatedFen` what the whole stay is expected to cost. Each row states the
 * whole stay again: the last one counts.
 */
export const HospitalAdmitted = z.object({
  admittedOn: Day,
  dischargedOn: Day.nullable(),
  /** 急危重症: help can't wait for the bill. */
  critical: z.boolean(),
  arrearsFen: Fen.nullable(),
  estimatedFen: Fen.nullable(),
})

/** Whether somebody is insured for medical care, and to which month the contribution was paid. */
export const MedicalInsuranceStanding = z.object({
  kind: z.enum(['employee', 'resident', 'other']),
  status: z.enum(['insured', 'suspended', 'stopped']),
  paidThrough: Month.nullable(),
})

/** A disease that the insurer recognised for lasting outpatient treatment (门诊慢特病), before any bill for it. */
export const DiseaseRecognised = z.object({
  diseaseCode: z.string().nullable(),
  diseaseName: z.string().nullable(),
  from: Day,
  to: Day.nullable(),
})

/** Grade of the long-term care assessment (长期护理失能等级): 0 able, 1 light, 2 middling, 3 to 5 severe. */
export const SelfCareGraded = z.object({ grade: z.int().min(0).max(5), assessedOn: Day })

/** An injury at work; `grade` 1 (most severe) to 10 once it is assessed (劳动能力鉴定). */
export const WorkInjuryGraded = z.object({ grade: z.int().min(1).max(10).nullable(), day: Day })

/** The insurer lists somebody for what he had to bear himself, as of the end of a month. */
export const HighMedicalCostListed = z.object({ period: Month, burdenFen: Fen })

/** Rehabilitation or an aid that the disabled persons' federation paid for. */
export const RehabilitationAided = z.object({ item: z.string(), amountFen: Fen, paidOn: Day })
