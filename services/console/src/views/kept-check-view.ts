import type { CaseCheck, Decision } from '@shouwang/contracts'
import type { Backend } from '../backend/backend.ts'
import type { Person } from '../sign-in/access.ts'
import { textFor } from './field-access.ts'
import { seePeople, withNames } from './people-view.ts'

/** A decision as one person may see it: how its sum was reckoned tells what a family earns. */
export const seeDecision = (asker: Person, decision: Decision): Decision => ({
  ...decision,
  lines: decision.lines.map(({ label, fen }) => ({ label: textFor(asker.role, label), fen })),
  ...(decision.formula === undefined
    ? {}
    : { formula: { ...decision.formula, text: textFor(asker.role, decision.formula.text) } }),
})

/** The check that a case keeps, as one person may see it; null where it keeps none. */
export const seeKeptCheck = async (backend: Backend, asker: Person, check: CaseCheck | null) => {
  if (check === null) return null
  const { checkNo, day, policy, programmes } = check
  const persons = [...new Set(programmes.flatMap(({ person }) => person ?? []))]
  const texts = programmes.flatMap(({ conditions }) => conditions.map(({ seen }) => seen ?? ''))
  const { nameOf } = await seePeople(backend, persons, day, texts)
  const nameOfProgramme = (id: string) => backend.programmes.find((each) => each.id === id)?.name ?? id
  return {
    ...{ checkNo, day, policy },
    programmes: programmes.map(({ person, conditions, amount, ...each }) => ({
      ...each,
      amount: amount === null ? null : { ...amount, text: textFor(asker.role, amount.text) },
      name: nameOfProgramme(each.programme),
      personName: person === null ? null : nameOf(person),
      conditions: conditions.map((condition) => ({
        ...condition,
        seen: condition.seen === null ? null : withNames(textFor(asker.role, condition.seen), nameOf),
      })),
    })),
  }
}
