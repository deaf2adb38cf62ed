/** A seeded source of numbers from 0 up to 1, the same on every machine (mulberry32). */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** The same things in another order. */
export const shuffled = <T>(things: readonly T[], random: () => number): T[] => {
  const left = [...things]
  return things.map(() => left.splice(Math.floor(random() * left.length), 1)[0] as T)
}
