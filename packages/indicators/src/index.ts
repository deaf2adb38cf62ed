export { topUp } from './checks/amount.ts'
export { conditionText } from './checks/check-condition.ts'
export { checkHousehold, type HouseholdCheck, type ProgrammeCheck } from './checks/check-household.ts'
export type { CheckNeed, ConditionCheck } from './checks/condition-check.ts'
export { type HouseholdMeans, householdMeans } from './checks/household-means.ts'
export { ruleText, runOutText } from './checks/quantity.ts'
export { type Hardship, hardshipOf, keptHardship } from './hardship/hardship.ts'
export * from './indicator.ts'
export { type Assessed, assess, assessBy } from './judging/assess.ts'
export { catalogue, catalogueName, clearOf, indicatorOf } from './judging/catalogue.ts'
export type { LevelHistory } from './judging/level-history.ts'
export { numbersRead, policyNumbersRead, programmeNumbers } from './judging/numbers-read.ts'
export { mayChangeVerdicts } from './judging/unread-types.ts'
export { patrolStanding } from './patrols/patrol-standing.ts'
export {
  type CircumstanceId,
  circumstanceId,
  circumstances,
  circumstancesOf,
} from './precedents/circumstances.ts'
export { likeness, type RulePrecedent, ruleOfPrecedents } from './precedents/rule-of-precedents.ts'
export { type OfficialKin, officialKinOf, officialKinStanding } from './restricted/official-kin-standing.ts'
export { capacityText, kinText, officialKinUnrecorded } from './restricted/official-kin-unrecorded.ts'
export { leavesAlone } from './simulation/at-a-glance.ts'
export { isConcerned } from './simulation/concerned.ts'
export { effectOn } from './simulation/effect.ts'
export { type Estimate, estimate } from './simulation/estimate.ts'
export { glanceOf, readGlance } from './simulation/glance.ts'
export {
  addSimulation,
  countHousehold,
  type EffectCounts,
  emptySimulation,
  examplesOf,
  type Simulation,
} from './simulation/tally.ts'
