import { type ListId, type NumberId, numbersNamed, type Policy } from '@shouwang/policy'
import { catalogue } from './catalogue.ts'
import { fallingNumbers } from './level-history.ts'
import { scoreNumbers } from './score.ts'

/** Every policy number and list that judging by some programmes reads, in the order of their ids. */
export const numbersReadFor = (programmes: Policy['programmes']): readonly (NumberId | ListId)[] =>
  [
    ...new Set([
      ...catalogue.flatMap(({ parameters }) => parameters),
      ...programmeNumbers(programmes),
      ...scoreNumbers,
      ...fallingNumbers,
    ]),
  ].sort()

/** Loading has found every number that a programme names, or that it awaits one. */
const programmeNumbers = (programmes: Policy['programmes']): readonly NumberId[] =>
  [...programmes.values()].flatMap((programme) =>
    numbersNamed(programme)
      .map(({ id }) => id as NumberId)
      .filter((id) => !programme.awaits.includes(id)),
  )
