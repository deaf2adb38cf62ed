import { Authorisation, CaseMatter, Day, Department, RegionCode, Relation, writtenText } from '@shouwang/contracts'
import { z } from 'zod'
import { GivenAid } from './cases.ts'
import { CheckAnswer } from './checks.ts'
import { MaskedPerson, WrittenPerson } from './people.ts'

/** Who applies, by ID number or pseudonym, and the authorisation that was brought along (一证一书). */
export const ApplicantBody = z
  .strictObject({ person: WrittenPerson, authorisation: Authorisation.optional() })
  .meta({ id: 'Applicant' })

const Earned = z.object({
  personName: z.string(),
  kind: z.enum(['wages', 'earnings', 'pension', 'unemployment-benefit', 'subsidy', 'support']),
  grossFen: z.int().nullable().meta({ description: 'As it is paid, before what law leaves out is taken off' }),
  monthlyFen: z
    .int()
    .nullable()
    .meta({ description: 'As law counts it: less the cost of having work, less the basic pension' }),
})
const Spent = z.object({
  personName: z.string(),
  kind: z.enum(['medical', 'school']),
  yearlyFen: z.int().nullable(),
})
const Owned = z.object({
  personName: z.string(),
  kind: z.enum(['vehicle', 'home', 'business']),
  provider: z.string(),
  day: Day,
  valueFen: z.int().nullable(),
  areaM2: z.number().nullable(),
})
const Insured = z.object({
  personName: z.string(),
  medicalStatus: z.enum(['insured', 'suspended', 'stopped']).nullable(),
  medicalPaidThrough: z.string().nullable(),
  lastPaidMonth: z.string().nullable(),
})

/** 一证申请: what an ID number gives on one page. */
export const ApplicationAnswer = z
  .object({
    household: z.string(),
    householdNo: z.string(),
    regionCode: RegionCode.nullable(),
    regionName: z.string(),
    day: Day,
    members: z.array(MaskedPerson),
    /** Amounts only for those who see details; the village learns who is seen to earn, not how much. */
    income: z.object({
      heads: z.int(),
      perMonthFen: z.int().nullable(),
      perHeadFen: z.int().nullable(),
      declaredFen: z.int().nullable(),
      grossPerMonthFen: z.int().nullable(),
      sources: z.array(Earned),
      expenses: z.array(Spent).meta({ description: '刚性支出 that the family paid itself, by person' }),
      expensesYearlyFen: z.int().nullable(),
      leftPerMonthFen: z.int().nullable().meta({ description: 'What law counts less a twelfth of the expenses' }),
      unseen: z.array(z.string()).meta({ description: 'Masked names of who could work and of whom no office tells' }),
      awaits: z.array(z.string()).meta({ description: 'Feeds that would tell' }),
    }),
    holdings: z.array(Owned),
    insurance: z.array(Insured),
    /** What is had and what is due: every programme held against the household. */
    check: CheckAnswer,
    aid: z.array(GivenAid.extend({ caseId: z.string() })),
    openCases: z.array(z.object({ caseId: z.string(), matter: CaseMatter, dueOn: Day })),
    authorisation: Authorisation.nullable(),
  })
  .meta({ id: 'Application' })
export type ApplicationAnswer = z.infer<typeof ApplicationAnswer>

const named = {
  idNumber: z.string().regex(/^\d{17}[\dXx]$/),
  name: writtenText(1, 60),
}

/**
 * An application at the window. Persons in no register are taken in with it: they need a name, and where they live. A family
 * that is registered elsewhere is taken in at the place where the need arose.
 */
export const TakeApplicationBody = z
  .strictObject({
    applicant: z.strictObject({ ...named, name: named.name.optional() }),
    members: z
      .array(z.strictObject({ ...named, relation: Relation }))
      .max(20)
      .default([]),
    region: RegionCode.optional().meta({ description: 'Where the family lives, or where the need arose' }),
    address: writtenText(1, 200).optional(),
    phone: writtenText(5, 30).optional(),
    matter: CaseMatter.default('application'),
    department: Department.nullable().default(null),
    urgent: z.boolean().default(false),
    note: writtenText(1, 1000),
    authorisation: Authorisation.optional(),
    commandId: z.string().min(1).max(60).optional().meta({ description: 'The same id again is the same application' }),
  })
  .meta({ id: 'TakeApplication' })
export type TakeApplicationBody = z.infer<typeof TakeApplicationBody>
