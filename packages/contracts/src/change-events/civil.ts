import { z } from 'zod'
import { Day } from '../day.ts'
import { Fen } from '../money.ts'
import { PersonId } from '../person-id.ts'
import { RegionCode } from '../region.ts'

// 公安, 民政, 卫健 and 法院: who people are, whom they belong to, where they live, and where they are held.

/** Relationship to the head of the household, GB/T 4761 first digit. */
export const Relation = z.enum([
  'head',
  'spouse',
  'son',
  'daughter',
  'grandchild',
  'parent',
  'grandparent',
  'sibling',
  'other',
])
export type Relation = z.infer<typeof Relation>

/** Police household register: this person is registered in this household (户号), as of the register's day. */
export const ResidentRegistered = z.object({
  householdNo: z.string().min(1),
  relation: Relation,
  sex: z.enum(['male', 'female', 'unknown']),
  birthDate: Day,
  region: RegionCode.nullable(),
})

/** Police register change: marriage move, migration, split, birth entry, cancellation. */
export const ResidentMoved = z.object({
  kind: z.enum(['marriage', 'migration', 'split', 'birth', 'cancelled', 'other']),
  fromHouseholdNo: z.string().nullable(),
  toHouseholdNo: z.string().nullable(),
  region: RegionCode.nullable(),
  movedOn: Day,
})

/** One of three death sources reports a death; `day` is the death, or the cremation where only that is known. */
export const DeathReported = z.object({
  source: z.enum(['police', 'health', 'funeral']),
  day: Day,
})

/** A marriage or divorce; one event for each of the two. */
export const MarriageRegistered = z.object({ spouse: PersonId, kind: z.enum(['marriage', 'divorce']), day: Day })

/** The parents of a minor, as civil affairs knows them. */
export const ParentsRecorded = z.object({ father: PersonId.nullable(), mother: PersonId.nullable() })

/** A person is held: prison, detention, compulsory drug rehabilitation; community correction does not take a person away. */
export const CustodyStarted = z.object({
  kind: z.enum(['prison', 'detention', 'compulsory-rehab', 'community-correction']),
  from: Day,
  to: Day.nullable(),
})

/** A birth certificate, stated of the mother; the child is null until its number is known. */
export const BirthCertified = z.object({ child: PersonId.nullable(), father: PersonId.nullable(), bornOn: Day })

/**
 * A court's judgment about a family. Its subject is the one supported, the ward, or the missing or dead; `other` the one who
 * has to support him, the guardian given or taken from him, or null.
 */
export const FamilyJudged = z.object({
  kind: z.enum(['support', 'guardianship', 'guardianship-revoked', 'declared-missing', 'declared-dead', 'other']),
  other: PersonId.nullable(),
  monthlyFen: Fen.nullable(),
  judgedOn: Day,
})

/**
 * Somebody lives elsewhere than he is registered (居住证、流动人口登记), until the permit ends. `dwelling` names the door that
 * he lives behind by a pseudonym, where the address tells one; `sex` and `birthDate` are those of his ID number.
 */
export const ResidenceReported = z.object({
  region: RegionCode.nullable(),
  from: Day,
  to: Day.nullable(),
  dwelling: z
    .string()
    .regex(/^d_[0-9a-f]{16}$/)
    .nullish(),
  sex: z.enum(['male', 'female', 'unknown']).nullish(),
  birthDate: Day.nullish(),
})

/** Somebody was reported missing (失联报案), and found again where there is a day. */
export const MissingReported = z.object({ reportedOn: Day, foundOn: Day.nullable() })

/** Somebody left or entered the country. */
export const BorderCrossed = z.object({ direction: z.enum(['out', 'in']), day: Day })

/** A stay in a shelter for people without one (流浪乞讨救助). */
export const ShelterGiven = z.object({ from: Day, to: Day.nullable() })
