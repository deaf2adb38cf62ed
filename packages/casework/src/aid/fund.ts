import type { RegionCode } from '@shouwang/contracts'

/** In the order in which they are spent: the regular budget, the reserve of the town, charity. */
const fundKinds = ['budget', 'reserve', 'charity'] as const
export type FundKind = (typeof fundKinds)[number]

/** Where money comes from. */
export type Fund = {
  readonly fundId: string
  readonly name: string
  readonly region: RegionCode
  readonly kind: FundKind
  /** In 分; never below zero. */
  readonly balanceFen: number
  /** Below this sum (分) somebody has to fill it up. */
  readonly floorFen: number
}

/** The fund kind by its name; undefined for any other word. */
export const fundKind = (name: string): FundKind | undefined => fundKinds.find((kind) => kind === name)

/** True when a fund of this kind that is spent before `fund` could pay the sum itself. */
export const otherFundFirst = (fund: Fund, amountFen: number, funds: Iterable<Fund>): boolean =>
  [...funds].some(
    ({ kind, balanceFen }) => fundKinds.indexOf(kind) < fundKinds.indexOf(fund.kind) && balanceFen >= amountFen,
  )
