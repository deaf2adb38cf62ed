export { type Counted, evaluated } from './evaluate.ts'
export { MeasureId, measures } from './measure.ts'
export { type EvaluationBook, type StandardOn, standardsOn } from './standard.ts'
