import type { CaseEvent, TaskEvent } from '@shouwang/contracts'
import { maskAddress } from '@shouwang/identity'
import { type Person, seesDetails } from '../sign-in/access.ts'
import { roleOf } from '../sign-in/sign-in.ts'
import type { SeenPeople } from './people-view.ts'

const KEPT_BACK = '（区级以上备注，内容由区级救助科掌握）'

/**
 * A line of a history as this person may read what was written in it. A note is for those who see as much as its writer:
 * the district's words do not reach the village. In what others wrote the family's names and addresses are masked.
 */
export const noteFor = <Event extends TaskEvent | CaseEvent>(asker: Person, event: Event, about: Readers): Event => {
  if (event.by === asker.staffNo || event.by === 'system') return event
  const shown = (words: string) => wordsFor(asker, event.by, words, about)
  return {
    ...event,
    ...('note' in event && typeof event.note === 'string' ? { note: shown(event.note) } : {}),
    // A reason of the program is a code; one that a person wrote is words.
    ...('why' in event && typeof event.why === 'string' && !/^[a-z-]+$/.test(event.why)
      ? { why: shown(event.why) }
      : {}),
    ...('decision' in event ? { decision: { ...event.decision, reasons: shown(event.decision.reasons) } } : {}),
  } as Event
}

/** Who wrote, by role, and whose names and addresses are masked in it. */
type Readers = { readonly roles: ReadonlyMap<string, string>; readonly people: SeenPeople }

/** What `by` wrote, as this person may read it. */
export const wordsFor = (asker: Person, by: string, words: string, { roles, people }: Readers): string => {
  if (by === asker.staffNo || words === '') return words
  const role = roleOf(roles.get(by) ?? '')
  const kept = !seesDetails(asker.role) && (role === undefined || seesDetails(role))
  return kept ? KEPT_BACK : masked(words, people)
}

const masked = (words: string, { clear }: SeenPeople): string =>
  clear.reduce(
    (text, { name, shownName, address }) =>
      replaced(replaced(text, name, shownName), address, address === null ? '' : maskAddress(address)),
    words,
  )

const replaced = (text: string, words: string | null, by: string): string =>
  words === null || words.length < 2 ? text : text.replaceAll(words, by)
