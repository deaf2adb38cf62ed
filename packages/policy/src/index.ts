export { loadPolicies, type PolicyBook } from './load-policies.ts'
export * from './policy.ts'
export type { ListId, NumberId, ProgrammeId } from './policy-ids.ts'
export { numbersOf, policyOn, rulesInForce } from './policy-on.ts'
