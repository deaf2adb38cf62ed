import { basename } from 'node:path'
import type { z } from 'zod'
import { asInCode } from './as-in-code.ts'
import { Programme, ProgrammeChanges } from './programme.ts'
import { numbersNamed, type ProgrammeBook, type RegionalProgramme } from './programmes-on.ts'

type Read = <Schema extends z.ZodType>(path: string, schema: Schema) => z.infer<Schema> | undefined

/** Reads the nation's programmes and what regions say otherwise; what is wrong with a file goes to `problems`. */
export const readProgrammes = (paths: readonly string[], read: Read, problems: string[]): ProgrammeBook => {
  const programmes = new Map<string, Programme>()
  const programmeChanges: RegionalProgramme[] = []
  for (const path of paths) {
    const id = asInCode(basename(path, '.yaml'))
    const [region = ''] = path.split('/')
    if (/^[^/]+\.yaml$/.test(path)) {
      const programme = read(`programmes/${path}`, Programme)
      if (programme !== undefined) programmes.set(id, { ...programme, id } as Programme)
    } else if (/^\d{6}\/[^/]+\.yaml$/.test(path)) {
      const file = read(`programmes/${path}`, ProgrammeChanges)
      if (file !== undefined) programmeChanges.push({ id, region, file: file as ProgrammeChanges })
    } else problems.push(`programmes/${path}: 要放在 programmes/<项目>.yaml 或 programmes/<6 位区划>/<项目>.yaml`)
  }
  return { programmes, programmeChanges }
}

/** What programme files name and nobody wrote: other programmes, numbers, the programme that a region changes. */
export const strangers = (
  { programmes, programmeChanges }: ProgrammeBook,
  numbers: ReadonlySet<string>,
): readonly string[] => {
  const problems: string[] = []
  const inspect = (path: string, value: object, awaits: readonly string[]): void => {
    for (const { key, id } of namedProgrammes(value))
      if (!programmes.has(id))
        problems.push(`${path}: ${key}: 没有救助项目“${id}”；请核对，或加上 programmes/${id}.yaml`)
    for (const { key, id } of numbersNamed(value))
      if (!numbers.has(id) && !awaits.includes(id))
        problems.push(`${path}: ${key}: 没有一个地方有标准“${id}”；请核对，或写进 awaits`)
  }
  for (const [id, programme] of programmes) inspect(`programmes/${id}.yaml`, programme, programme.awaits)
  for (const { id, region, file } of programmeChanges) {
    const path = `programmes/${region}/${id}.yaml`
    const changed = programmes.get(id)
    if (changed === undefined) problems.push(`${path}: 没有 programmes/${id}.yaml 可改`)
    inspect(path, file, changed?.awaits ?? [])
  }
  return problems
}

const namedProgrammes = (value: unknown, key = ''): readonly { readonly key: string; readonly id: string }[] => {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, each]) => {
    const path = key === '' ? name : `${key}.${name}`
    return (name === 'excludes' || name === 'programmes') && Array.isArray(each)
      ? each.map((id: string) => ({ key: path, id }))
      : namedProgrammes(each, path)
  })
}
