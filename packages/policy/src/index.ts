export {
  type AdoptedDraft,
  adoptedBooks,
  adoptionProblems,
  draftBase,
  draftDigest,
  draftPrefixes,
  firstDayOfDraft,
  newestText,
} from './adopt-drafts.ts'
export { checkPolicies, citiesOf } from './check-policies.ts'
export { differenceText } from './difference-text.ts'
export { draftPlace } from './draft-place.ts'
export { programmeChangeFile } from './draft-programme.ts'
export { draftSwitch } from './draft-switch.ts'
export { loadPolicies, type PolicyDraft, policyDirectory } from './load-policies.ts'
export { placeStandards, standardName } from './place-standards.ts'
export * from './policy.ts'
export type { AdoptedBook, PolicyBook } from './policy-book.ts'
export { differingIds, policyDifference, programmeKey } from './policy-difference.ts'
export type { ListId, NumberId, ProgrammeId } from './policy-ids.ts'
export { BeforeFirstValue, numbersOf, ownPolicyOn, policyOn, rulesInForce } from './policy-on.ts'
export { gapsOf, type PolicyPage, policyPage } from './policy-page.ts'
export type { Programme } from './programme.ts'
export type { Amount, AmountPart } from './programme-amount.ts'
export type { Condition, Quantity, SimpleCondition } from './programme-condition.ts'
export { numbersNamed } from './programmes-on.ts'
export { growthSpan, type StandardGrowth, standardsGrowth } from './standards-growth.ts'
