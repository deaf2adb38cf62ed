export { custodyOn } from './custody.ts'
export { type Death, type DeathSource, deathOf, isDeadOn } from './death.ts'
export { assessedOn, currentDisability, previousDisability } from './disability.ts'
export { evidence } from './evidence.ts'
export { type Book, type FactBook, factsIn, LateBook, type StoredFact, wholeBook } from './fact-book.ts'
export * from './facts.ts'
export { insuredMonths, lastEarningsMonth, lastInsuredMonth, monthlyBase, monthlyEarnings } from './insurance.ts'
export { type KinBooks, kinBooksOf } from './kin-books.ts'
export { formerHome, formerHomesOf, kinOf, parentsOf, spouseOf } from './kinship.ts'
export {
  coverageStatus,
  isRecipient,
  lastListing,
  lastRefusal,
  listingsOn,
  livingAllowances,
  stillListed,
} from './listings.ts'
export { medicalSpend, netSettlements } from './medical-spend.ts'
export { departureOf, livingMembers, livingMembersFacts, member, ownMembers } from './member.ts'
export { mentions } from './mentions.ts'
export {
  coveredThrough,
  type IncomeFeed,
  type IncomeSource,
  incomeFeeds,
  type MonthlyIncome,
  monthlyIncome,
} from './monthly-income.ts'
export {
  coverageOf,
  type Delivered,
  foldEvents,
  householdBooks,
  type Neighbourhood,
  type NewlyDelivered,
  newlyDelivered,
  type PersonRecord,
} from './neighbourhood.ts'
export { pensionOn } from './pension.ts'
export { placementOf } from './placement.ts'
export {
  type Coverage,
  coverageBy,
  type Facts,
  type KnownFact,
  knownFacts,
  type LatestDelivery,
  lastTold,
  lateFacts,
  type Member,
  type Profile,
  withoutDoubts,
} from './profile.ts'
export { profileOf } from './profile-of.ts'
export { profilesOf, untiedProfiles } from './profiles-of.ts'
export { receivedSpells } from './received-spells.ts'
export { rememberLast } from './remember-last.ts'
export { placeHouseholds } from './roll-groups.ts'
export { knownCoverage, waitingRow } from './rows-set-aside.ts'
