import { type PensionSeen, supervise, wake } from '@shouwang/casework'
import type { Day } from '@shouwang/contracts'
import type { Decided } from '@shouwang/flow'
import type { CaseChange, CaseState } from '@shouwang/postgres'
import { caseload } from './caseload.ts'
import type { CaseworkContext } from './casework-context.ts'

/**
 * Supervises households on a day: suppressions that end, workers that left, limits that passed, conditions to look at by what
 * the pension feed said. One whose supervision meets
 * a bug is put off to the next one.
 */
export const superviseHouseholds = (
  state: CaseState,
  day: Day,
  context: CaseworkContext,
  pensions: ReadonlyMap<string, readonly PensionSeen[]> = new Map(),
): Decided<CaseChange> & { readonly putOff: readonly { readonly household: string; readonly error: unknown }[] } => {
  const cases = caseload(state, context)
  const putOff: { household: string; error: unknown }[] = []
  for (const [household, { region }] of state.files) {
    try {
      cases.take(household, (file) => wake(file, cases.circumstances(region, day)))
      const seen = pensions.get(household) ?? []
      cases.take(household, (file) => supervise(file, { ...cases.circumstances(region, day), pensions: seen }))
    } catch (error) {
      putOff.push({ household, error })
    }
  }
  return { ...cases.decided(), putOff }
}
