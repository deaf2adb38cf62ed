import type { KnownFact } from '@shouwang/household'

/** Whose contribution to medical insurance is paid for, in whole or in part (参保资助). */
export const contributionPaidFor = [
  'dibao',
  'dibao_single',
  'tekun',
  'edge',
  'rigid',
  'fanpin',
  'orphan',
  'unattended-child',
] as const

/** The standing that was stated last; where two kinds were on one day, the one that protects. */
export const latestStanding = (
  standings: readonly KnownFact<'MedicalInsuranceStanding'>[] | undefined,
): KnownFact<'MedicalInsuranceStanding'> | null => {
  let latest: KnownFact<'MedicalInsuranceStanding'> | null = null
  for (const standing of standings ?? [])
    if (
      latest === null ||
      standing.day > latest.day ||
      (standing.day === latest.day && latest.data.status !== 'insured' && standing.data.status === 'insured')
    )
      latest = standing
  return latest
}
