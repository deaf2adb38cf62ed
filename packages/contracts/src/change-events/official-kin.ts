import { z } from 'zod'
import { Day } from '../day.ts'
import { PersonId } from '../person-id.ts'

// 民政: kin of those who handle assistance and of village officials (近亲属备案).

/** Somebody who handles assistance, or a village official, declared this person as close kin (近亲属). */
export const OfficialKinDeclared = z.object({
  declarationNo: z.string(),
  official: PersonId,
  capacity: z.enum(['handling-staff', 'village-official']),
  /** What the person is to the official. */
  kinship: z.enum(['spouse', 'parent', 'child', 'sibling', 'other']),
  declaredOn: Day,
  /** When the office put it on record (备案), where its register says so. */
  recordedOn: Day.nullable(),
  /** Since when the official no longer is one; null while he is. */
  endedOn: Day.nullable(),
})

/** The district put a declaration on record (备案) here. Retracted where it took that back. */
export const OfficialKinRecorded = z.object({ declarationNo: z.string(), day: Day })
