export { type Answers, type Cell, checkAnswers, declaredFen } from './answers.ts'
export { type FormQuestion, type FormSection, VisitForm } from './form.ts'
export { formFor } from './form-for.ts'
