import type { Facts, KnownFact } from './profile.ts'

/** The valid certificate issued last; null without one. A changed level comes as a new certificate (DOMAIN §5.2). */
export const currentDisability = (facts: Facts): KnownFact<'DisabilityCertified'> | null => latestBefore(facts, null)

/** The certificate that the current one replaced, cancelled or not; null where there was none. */
export const previousDisability = (facts: Facts): KnownFact<'DisabilityCertified'> | null => {
  const current = currentDisability(facts)
  return current === null ? null : latestBefore(facts, current)
}

/**
 * Severe disability (重度残疾): level one or two of any type, or level three of the categories listed
 * (智力 5, 精神 6 by the rule for single-person dibao). Source: 民发〔2018〕90号 (DOMAIN §1.1).
 */
export const isSevere = (
  certificate: KnownFact<'DisabilityCertified'>,
  categoriesLevel3: readonly (string | number)[],
): boolean => {
  const { category, level } = certificate.data
  return level <= 2 || (level === 3 && categoriesLevel3.some((listed) => Number(listed) === category))
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
