import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { RegionCode } from '@shouwang/contracts'
import { z } from 'zod'

/**
 * What a data folder says of itself once it was closed with nothing under way. It is there only then: whoever opens the
 * folder to write removes it first, so that a process that is killed leaves none. Where it is there nothing waits to be
 * judged, and a question can be answered without opening the log.
 */
export const AtRest = z.object({
  rootRegion: RegionCode.nullable(),
  /** Drafts were adopted, so that the numbers in force are not only those of the program. */
  adopted: z.boolean().default(false),
})
export type AtRest = z.infer<typeof AtRest>

const nameOf = (data: string): string => join(data, 'at-rest.json')

/** What a data folder at rest says of itself; undefined where something may be under way in it. */
export const readAtRest = async (data: string): Promise<AtRest | undefined> => {
  try {
    return AtRest.parse(JSON.parse(await readFile(nameOf(data), 'utf8')))
  } catch {
    return undefined
  }
}

/** Says that nothing is under way in a data folder; where the disk has no room to say so it stays unsaid, which is always true. */
export const markAtRest = async (data: string, about: AtRest): Promise<void> => {
  try {
    await writeFile(`${nameOf(data)}.tmp`, JSON.stringify(about), { mode: 0o600, flush: true })
    await rename(`${nameOf(data)}.tmp`, nameOf(data))
  } catch {
    await rm(`${nameOf(data)}.tmp`, { force: true })
  }
}

/** Says that something may be under way in a data folder from now on. */
export const unmarkAtRest = (data: string): Promise<void> => rm(nameOf(data), { force: true })
