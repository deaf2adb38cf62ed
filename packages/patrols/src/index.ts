export { coverageOf } from './coverage.ts'
export { isDue, type Patrol, type PatrolHousehold, patrolOf } from './due.ts'
export { type Placed, roundOf } from './round.ts'
export { type PatrolRules, patrolRulesOn } from './rule.ts'
