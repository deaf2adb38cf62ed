import { supervise, wake } from '@shouwang/casework'
import type { Day } from '@shouwang/contracts'
import type { Decided } from '@shouwang/flow'
import type { CaseChange, CaseState } from '@shouwang/postgres'
import { caseload } from './caseload.ts'
import type { CaseworkContext } from './casework-context.ts'

/**
 * Supervises households on a day: suppressions that end, workers that left, limits that passed. One whose supervision meets
 * a bug is put off to the next one.
 */
export const superviseHouseholds = (
  state: CaseState,
  day: Day,
  context: CaseworkContext,
): Decided<CaseChange> & { readonly putOff: readonly { readonly household: string; readonly error: unknown }[] } => {
  const cases = caseload(state, context)
  const putOff: { household: string; error: unknown }[] = []
  for (const [household, { region }] of state.files) {
    try {
      cases.take(household, (file) => wake(file, cases.circumstances(region, day)))
      cases.take(household, (file) => supervise(file, cases.circumstances(region, day)))
    } catch (error) {
      putOff.push({ household, error })
    }
  }
  return { ...cases.decided(), putOff }
}
