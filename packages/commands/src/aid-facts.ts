import { aidEvents, type Step } from '@shouwang/casework'
import { topics } from '@shouwang/contracts'
import type { Output } from '@shouwang/flow'

/** Decisions and aid, as facts that the household is judged anew with. */
export const aidFacts = ({ file, cases, caseEvents }: Step): readonly Output[] =>
  caseEvents.flatMap((event) => {
    const known = cases.find(({ caseId }) => caseId === event.caseId)
    return known === undefined
      ? []
      : aidEvents(event, known, file.head).map((fact) => ({
          topic: topics.changeEvents,
          key: file.household,
          value: JSON.stringify(fact),
        }))
  })
