export { custodyOn } from './custody.ts'
export { type Death, type DeathSource, deathOf, isDeadOn } from './death.ts'
export { assessedOn, currentDisability, previousDisability } from './disability.ts'
export { evidence } from './evidence.ts'
export * from './facts.ts'
export { insuredMonths, lastInsuredMonth, monthlyBase } from './insurance.ts'
export { kinOf, parentsOf, spouseOf } from './kinship.ts'
export {
  coverageStatus,
  type EndedListing,
  isRecipient,
  lastListing,
  lastRefusal,
  listingsOn,
  livingAllowances,
  stillListed,
} from './listings.ts'
export { type MedicalSpend, medicalSpend, netSettlements } from './medical-spend.ts'
export { departureOf, livingMembers, livingMembersFacts, member, ownMembers } from './member.ts'
export { type Mentions, mentions } from './mentions.ts'
export {
  coveredThrough,
  type IncomeSource,
  incomeFeeds,
  type MonthlyIncome,
  monthlyIncome,
  monthlyIncomeFacts,
} from './monthly-income.ts'
export {
  coverageOf,
  type Delivered,
  type Folded,
  foldEvents,
  householdBooks,
  type Neighbourhood,
  type NewlyDelivered,
  newlyDelivered,
  type PersonRecord,
} from './neighbourhood.ts'
export { type Pension, pensionOn, pensionsOn } from './pension.ts'
export { type Placement, placementOf } from './placement.ts'
export {
  type Coverage,
  coverageBy,
  type Facts,
  type KnownFact,
  knownFacts,
  type LatestDelivery,
  type Member,
  type Profile,
  withoutDoubts,
} from './profile.ts'
export { profileOf } from './profile-of.ts'
export { type Placed, placeHouseholds } from './roll-groups.ts'
export { knownCoverage, waitingRow } from './rows-set-aside.ts'
