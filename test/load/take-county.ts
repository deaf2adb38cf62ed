import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { receiveFile } from '@shouwang/intake'
import type { Standalone } from '@shouwang/standalone'
import { today } from './installation.ts'

/** The register comes first, as in any installation; the rest in the order of names. */
const first = ['regions.csv', 'staff.csv', '公安_户籍人口']

const inOrder = (names: readonly string[]): readonly string[] => {
  const place = (name: string): number => {
    const at = first.findIndex((start) => name.startsWith(start))
    return at < 0 ? first.length : at
  }
  return names.filter((name) => !name.startsWith('expected')).sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1))
}

/** Hands in the files of a made-up county; resolves with how many rows they hold. @throws Error where one is refused */
export const takeCounty = async ({ intake }: Standalone, county: string): Promise<number> => {
  let rows = 0
  for (const fileName of inOrder(await readdir(county))) {
    const taken = await receiveFile(intake, createReadStream(join(county, fileName)), { fileName, asOf: today })
    if (taken.kind === 'refused') throw new Error(`${fileName}: ${taken.detail}`)
    rows += taken.rows
  }
  return rows
}
