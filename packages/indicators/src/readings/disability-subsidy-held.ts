import { type ChangeEventData, type Day, monthOf } from '@shouwang/contracts'
import { type Coverage, type Facts, type KnownFact, stillListed } from '@shouwang/household'

type Listed = KnownFact<'DisabilitySubsidyListed'>

/** The line of the 两补 roll by which a person receives this subsidy on `day`; null without one. */
export const disabilitySubsidyHeld = (
  facts: Facts,
  coverage: Coverage,
  kind: ChangeEventData['DisabilitySubsidyListed']['kind'],
  day: Day,
): Listed | null => {
  for (const listed of facts.DisabilitySubsidyListed ?? [])
    if (
      listed.data.kind === kind &&
      (listed.data.fromMonth === null || listed.data.fromMonth <= monthOf(day)) &&
      stillListed(listed, coverage)
    )
      return listed
  return null
}
