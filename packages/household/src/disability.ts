import type { Facts, KnownFact } from './profile.ts'

/** The valid certificate issued last; null without one. A changed level comes as a new certificate (DOMAIN §5.2). */
export const currentDisability = (facts: Facts): KnownFact<'DisabilityCertified'> | null => latestBefore(facts, null)

/** The certificate that the current one replaced, cancelled or not; null where there was none. */
export const previousDisability = (facts: Facts): KnownFact<'DisabilityCertified'> | null => {
  const current = currentDisability(facts)
  return current === null ? null : latestBefore(facts, current)
}

const latestBefore = (
  facts: Facts,
  current: KnownFact<'DisabilityCertified'> | null,
): KnownFact<'DisabilityCertified'> | null => {
  let latest: KnownFact<'DisabilityCertified'> | null = null
  for (const certificate of facts.DisabilityCertified ?? []) {
    if (current === null ? certificate.data.status !== 'valid' : compareIssue(certificate, current) >= 0) continue
    if (latest === null || compareIssue(certificate, latest) > 0) latest = certificate
  }
  return latest
}

const compareIssue = (a: KnownFact<'DisabilityCertified'>, b: KnownFact<'DisabilityCertified'>): number => {
  const [left, right] =
    a.data.certifiedOn !== b.data.certifiedOn
      ? [a.data.certifiedOn, b.data.certifiedOn]
      : a.day !== b.day
        ? [a.day, b.day]
        : [a.sourceKey, b.sourceKey]
  return left < right ? -1 : left > right ? 1 : 0
}
