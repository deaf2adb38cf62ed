import type { PersonId, RegionCode } from '@shouwang/contracts'

/** How a number is compared. */
export type NumberOperator = 'lt' | 'le' | 'eq' | 'ge' | 'gt'

/** Which households are meant: a condition as data, which the store turns into a statement. */
export type Condition =
  | { readonly is: 'all'; readonly of: readonly Condition[] }
  | { readonly is: 'any'; readonly of: readonly Condition[] }
  | { readonly is: 'not'; readonly of: Condition }
  | { readonly is: 'person'; readonly person: PersonId }
  | { readonly is: 'household-no'; readonly householdNo: string }
  | { readonly is: 'nothing' }
  | { readonly is: 'within'; readonly regions: readonly RegionCode[] }
  | {
      readonly is: 'number'
      readonly of: 'hardship' | 'size'
      readonly operator: NumberOperator
      readonly value: number
    }
  | { readonly is: 'words'; readonly of: 'ring' | 'cause'; readonly words: readonly string[] }
  | { readonly is: 'trait'; readonly traits: readonly string[] }
