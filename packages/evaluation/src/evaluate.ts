/** Of how many things of a unit something was so. */
export type Counted = { readonly unit: string; readonly of: number; readonly met: number }

/** What that comes to; `meets` is null where there was nothing to count. */
type Evaluated = Counted & { readonly share: number | null; readonly meets: boolean | null }

/** Units against the least share, in the order of their codes: they are not ranked. */
export const evaluated = (counts: readonly Counted[], atLeast: number): readonly Evaluated[] =>
  counts
    .toSorted((one, other) => (one.unit < other.unit ? -1 : 1))
    .map((count) => {
      const share = count.of === 0 ? null : count.met / count.of
      return { ...count, share, meets: share === null ? null : share >= atLeast }
    })
