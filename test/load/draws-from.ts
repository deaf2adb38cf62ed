/** The numbers 0 ≤ x < 1 of a seed. */
export type Draw = () => number

/** The numbers of a linear congruential generator, the same ones for the same seed. */
export const drawsFrom = (seed: number): Draw => {
  let state = seed
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296
    return state / 4294967296
  }
}
