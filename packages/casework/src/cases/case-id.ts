import { readableHash } from '../tasks/task-id.ts'

/** The number of a household's nth case, e.g. `C-4k0q8zsm2c9x-2`: the same for the same input, and it gives no household away. */
export const caseId = (household: string, ordinal: number): string => `C-${readableHash(household)}-${ordinal}`
