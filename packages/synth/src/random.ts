import { uniformFloat32 } from 'pure-rand/distribution/uniformFloat32'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { skipN } from 'pure-rand/utils/skipN'

/** Draws that are the same for the same seed. */
export type Random = {
  /** At least 0, below 1. */
  readonly next: () => number
  /** A whole number from `least` to `most`, both included. */
  readonly int: (least: number, most: number) => number
  readonly pick: <T>(choices: readonly T[]) => T
  readonly chance: (probability: number) => boolean
}

/**
 * A generator of its own for each seed and place, so that one household can be made without those before it. Neighbouring
 * places are mixed apart first: generators whose seeds differ by one begin alike.
 */
export const randomAt = (seed: number, place: number): Random => {
  const generator = xoroshiro128plus(mixed(mixed(seed) ^ Math.imul(place, 0x9e3779b1)))
  skipN(generator, warmUpDraws)
  const next = () => uniformFloat32(generator)
  const int = (least: number, most: number) => uniformInt(generator, least, most)
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (choices) => {
      const choice = choices[choices.length === 0 ? 0 : int(0, choices.length - 1)]
      if (choice === undefined) throw new RangeError('there is nothing to pick from; give at least one choice')
      return choice
    },
  }
}

/** The first draw of this generator is its seed, and the next ones still show it. */
const warmUpDraws = 4

/** Which of several weighted choices a draw falls on. */
export const pickWeighted = <T extends { readonly weight: number }>(random: Random, choices: readonly T[]): T => {
  const whole = choices.reduce((sum, choice) => sum + choice.weight, 0)
  const drawn = random.next() * whole
  let passed = 0
  for (const choice of choices) {
    passed += choice.weight
    if (drawn < passed) return choice
  }
  return random.pick(choices)
}

/** A one-to-one shuffle of 0 … count-1 that needs no memory; another for every seed. */
export const shuffleOf = (count: number, seed: number): ((index: number) => number) => {
  const random = randomAt(seed, count)
  const offset = random.int(0, Math.max(0, count - 1))
  let step = Math.max(1, Math.floor(count * (0.3 + 0.4 * random.next())))
  while (commonDivisor(step, count) !== 1) step += 1
  return (index) => (index * step + offset) % count
}

const commonDivisor = (left: number, right: number): number => (right === 0 ? left : commonDivisor(right, left % right))

const mixed = (word: number): number => {
  let mix = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  mix = Math.imul(mix ^ (mix >>> 13), 0xc2b2ae35)
  return mix ^ (mix >>> 16)
}
