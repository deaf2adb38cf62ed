import type { Standalone } from './open.ts'

/** Seeds a made-up county into an empty installation, so that the first page has tasks. */
export const seedCounty = async (_standalone: Standalone, _say: (line: string) => void): Promise<void> => {}
