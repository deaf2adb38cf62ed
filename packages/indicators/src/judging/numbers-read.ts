import { type ListId, type NumberId, numbersNamed, type PolicyBook } from '@shouwang/policy'
import { hardshipNumbers } from '../hardship/hardship.ts'
import { catalogue } from './catalogue.ts'
import { fallingNumbers } from './level-history.ts'
import { scoreNumbers } from './score.ts'

/** Every policy number and list that judging a household reads, in the order of their ids. */
export const numbersRead: readonly (NumberId | ListId)[] = [
  ...new Set([
    ...catalogue.flatMap(({ parameters, inUse }) => [...parameters, ...(inUse === undefined ? [] : [inUse])]),
    ...scoreNumbers,
    ...fallingNumbers,
    ...hardshipNumbers,
  ]),
].sort()

/** Every number that the conditions, amounts and limits of programmes read; those that they await are left out. */
export const programmeNumbers = ({ programmes, programmeChanges }: PolicyBook): readonly NumberId[] =>
  [...[...programmes.values()], ...programmeChanges].flatMap((stated) => {
    const awaits: readonly string[] = 'awaits' in stated ? stated.awaits : []
    return numbersNamed(stated)
      .map(({ id }) => id as NumberId)
      .filter((id) => !awaits.includes(id))
  })

/** Every id that judging by a book reads, or would read once a place has entered it. */
export const policyNumbersRead = (book: PolicyBook): readonly string[] => [
  ...numbersRead,
  ...programmeNumbers(book),
  ...[...book.programmes.values()].flatMap(({ awaits }) => awaits),
]
