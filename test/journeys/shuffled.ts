import { uniformFloat32 } from 'pure-rand/distribution/uniformFloat32'
import { mersenne } from 'pure-rand/generator/mersenne'

/** A seeded source of numbers from 0 up to 1, the same on every machine; neighbouring seeds have nothing in common. */
export const seededRandom = (seed: number): (() => number) => {
  const generator = mersenne(seed)
  return () => uniformFloat32(generator)
}

/** The same things in another order. */
export const shuffled = <T>(things: readonly T[], random: () => number): T[] => {
  const left = [...things]
  return things.map(() => left.splice(Math.floor(random() * left.length), 1)[0] as T)
}
