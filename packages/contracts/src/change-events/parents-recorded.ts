import { z } from 'zod'
import { PersonId } from '../person-id.ts'

/** The parents of a minor, as civil affairs knows them. */
export const ParentsRecorded = z.object({ father: PersonId.nullable(), mother: PersonId.nullable() })
