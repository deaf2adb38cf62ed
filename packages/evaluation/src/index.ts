export { type Counted, type Evaluated, evaluated } from './evaluate.ts'
export { type Measure, MeasureId, measures } from './measure.ts'
export { type EvaluationBook, type StandardOn, standardsOn } from './standard.ts'
