import type { ListId, NumberId } from '@shouwang/policy'
import { catalogue } from './catalogue.ts'
import { amountNumbers } from './entitlement-amount.ts'
import { fallingNumbers } from './level-history.ts'
import { scoreNumbers } from './score.ts'

/** Every policy number and list that judging reads, in the order of their ids. */
export const numbersRead: readonly (NumberId | ListId)[] = [
  ...new Set([
    ...catalogue.flatMap(({ parameters }) => parameters),
    ...amountNumbers,
    ...scoreNumbers,
    ...fallingNumbers,
  ]),
].sort()
