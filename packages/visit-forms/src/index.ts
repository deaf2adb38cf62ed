export { type Answers, type Cell, checkAnswers, declaredFen, type FormProblem, type Given } from './answers.ts'
export { type FormQuestion, type FormSection, KnownReading, VisitForm } from './form.ts'
export { formFor, type Resident } from './form-for.ts'
