import type { RegionCode } from '@shouwang/contracts'
import { type Person, seesRegion } from '../sign-in/access.ts'
import { refuse } from './problem.ts'

/** The region that somebody asks about, his own without one. Ends the request where it is not his to see. */
export const regionFor = (asker: Person, region: RegionCode | undefined): RegionCode => {
  const asked = region ?? asker.region
  return seesRegion(asker, asked) ? asked : refuse('not-found', '没有这个区域，或它不在您负责的区域。')
}
