import type { ChangeEventOf, ChangeEventType, PersonId } from '@shouwang/contracts'
import { meaningOf } from './event-meaning.ts'

/** Whom and what an event names. */
export type Mentions = {
  readonly persons: readonly PersonId[]
  readonly registerNos: readonly string[]
  readonly rollNos: readonly string[]
}

/** The persons, register households and roll households that an event names: what has to be loaded to apply it. */
export const mentions = <T extends ChangeEventType>({ type, subject, data }: ChangeEventOf<T>): Mentions => {
  const { persons = [], registerNos = [], rollNos = [] } = meaningOf(type).names(data)
  return {
    persons: distinct([subject.startsWith('p_') ? subject : null, ...persons]),
    registerNos: distinct(registerNos),
    rollNos,
  }
}

const distinct = <Name extends string>(names: readonly (Name | null)[]): readonly Name[] => [
  ...new Set(names.filter((name) => name !== null)),
]
