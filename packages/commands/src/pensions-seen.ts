import { dueConditions, type PensionSeen } from '@shouwang/casework'
import type { Day } from '@shouwang/contracts'
import { profilesOf } from '@shouwang/household'
import type { CaseState } from '@shouwang/postgres'
import type { CaseworkTransaction } from './casework-store.ts'

/** What the pension feed said of households of which it looks at a condition today; nothing is read of any other. */
export const pensionsSeen = async (
  tx: Pick<CaseworkTransaction, 'around'>,
  { files }: CaseState,
  day: Day,
): Promise<ReadonlyMap<string, readonly PensionSeen[]>> => {
  const watched = [...files.values()].filter(({ cases, watched: over }) =>
    [...cases, ...over].some((known) => dueConditions(known, day).some(({ watch }) => watch !== undefined)),
  )
  if (watched.length === 0) return new Map()
  const neighbourhood = await tx.around(watched.map(({ household }) => household))
  const profile = profilesOf(neighbourhood)
  return new Map(
    watched.map(({ household, region }) => [
      household,
      profile(household, region).members.flatMap(({ facts }) =>
        (facts.PensionPaid ?? []).map(({ data: { month, amountFen, payee = null } }) => ({ month, amountFen, payee })),
      ),
    ]),
  )
}
