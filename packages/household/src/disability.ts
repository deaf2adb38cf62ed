import type { Day } from '@shouwang/contracts'
import type { Facts, KnownFact } from './profile.ts'

type Certificate = KnownFact<'DisabilityCertified'>

/**
 * The valid certificate issued last; null without one. A changed level comes as a new certificate
 * (docs/domain.md §5.2).
 */
export const currentDisability = (facts: Facts): Certificate | null =>
  latest(facts, (certificate, all) => certificate.data.status === 'valid' && !all.some((one) => ends(one, certificate)))

/** Since when the current certificate's assessment holds: a card lost or renewed is issued again, with a later day. */
export const assessedOn = (facts: Facts, current: Certificate): Day =>
  (facts.DisabilityCertified ?? [])
    .filter((one) => one.data.status === 'valid' && assessmentOf(one) === assessmentOf(current))
    .reduce((first, { data }) => (data.certifiedOn < first ? data.certifiedOn : first), current.data.certifiedOn)

/** The certificate, cancelled or not, of the assessment before the current one; null where there was none. */
export const previousDisability = (facts: Facts): Certificate | null => {
  const current = currentDisability(facts)
  if (current === null) return null
  return latest(facts, (one) => compareIssue(one, current) < 0 && assessmentOf(one) !== assessmentOf(current))
}

/** What the parts of a key tell: the certificate's number, then which issue of it, then that it was renewed. */
const assessmentOf = ({ sourceKey }: Certificate): string => sourceKey.split('|')[0] ?? sourceKey
const issueOf = ({ sourceKey }: Certificate): string => sourceKey.replace(/\|renewed$/, '')

/** A cancellation ends every earlier issue of its certificate, and the one that it names on the same day. */
const ends = (cancelled: Certificate, certificate: Certificate): boolean =>
  cancelled.data.status === 'cancelled' &&
  assessmentOf(cancelled) === assessmentOf(certificate) &&
  (cancelled.data.certifiedOn > certificate.data.certifiedOn ||
    (cancelled.data.certifiedOn === certificate.data.certifiedOn && issueOf(cancelled) === issueOf(certificate)))

const latest = (
  facts: Facts,
  matters: (certificate: Certificate, all: readonly Certificate[]) => boolean,
): Certificate | null => {
  const all = facts.DisabilityCertified ?? []
  let found: Certificate | null = null
  for (const certificate of all)
    if (matters(certificate, all) && (found === null || compareIssue(certificate, found) > 0)) found = certificate
  return found
}

const compareIssue = (a: Certificate, b: Certificate): number => {
  const [left, right] =
    a.data.certifiedOn !== b.data.certifiedOn
      ? [a.data.certifiedOn, b.data.certifiedOn]
      : a.day !== b.day
        ? [a.day, b.day]
        : [a.sourceKey, b.sourceKey]
  return left < right ? -1 : left > right ? 1 : 0
}
