import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { z } from 'zod'
import { Programme, ProgrammeChanges } from './programme.ts'
import { numbersNamed, type ProgrammeBook, type RegionalProgramme } from './programmes-on.ts'
import { RuleFile } from './rule-file.ts'

/** One number as one region's file states it, with all its dated values. */
export type RegionalRule = { readonly id: string; readonly region: string; readonly file: RuleFile }

/** Everything under `regions/` and `programmes/`, read and checked. */
export type PolicyBook = ProgrammeBook & {
  /** The 6-digit region whose numbers judge a household that has no region, or one that has no numbers. */
  readonly home: string
  readonly rules: readonly RegionalRule[]
}

const Home = z.strictObject({ region: z.string().regex(/^\d{6}$/) })

/**
 * Reads all policy numbers and programmes of a directory that holds `home.yaml`, `regions/` and `programmes/`.
 * @throws Error that lists every problem of every file by file and key.
 */
export const loadPolicies = (directory = fileURLToPath(new URL('..', import.meta.url))): PolicyBook => {
  const problems: string[] = []
  const read = <Schema extends z.ZodType>(path: string, schema: Schema): z.infer<Schema> | undefined => {
    try {
      const result = schema.safeParse(parse(readFileSync(join(directory, path), 'utf8')))
      if (result.success) return result.data
      problems.push(...result.error.issues.map((issue) => `${path}: ${keyOf(issue)}: ${issue.message}`))
    } catch (error) {
      problems.push(`${path}: ${error instanceof Error ? error.message : String(error)}`)
    }
    return undefined
  }
  const home = read('home.yaml', Home)
  const rules = yamlFiles(join(directory, 'regions')).flatMap((path): RegionalRule[] => {
    const [region = '', ...rest] = path.split('/')
    if (!/^\d{6}$/.test(region) || rest.length < 2)
      problems.push(`regions/${path}: must be regions/<6-digit region>/<topic>/<number>.yaml`)
    const file = read(`regions/${path}`, RuleFile)
    return file ? [{ id: rest.join('/').replace(/\.yaml$/, ''), region, file }] : []
  })
  const { programmes, programmeChanges } = readProgrammes(join(directory, 'programmes'), read, problems)
  problems.push(...strangers({ programmes, programmeChanges }, new Set(rules.map(({ id }) => id))))
  if (home === undefined || problems.length > 0)
    throw new Error(`policy cannot be read; mend these files:\n${problems.join('\n')}`)
  return { home: home.region, rules, programmes, programmeChanges }
}

const keyOf = (issue: z.core.$ZodIssue): string => {
  const path = issue.path.join('.')
  const keys = issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : ''
  return [path, keys].filter(Boolean).join('.') || '(file)'
}

const yamlFiles = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => path.split(sep).join('/'))
    .sort()

type Read = <Schema extends z.ZodType>(path: string, schema: Schema) => z.infer<Schema> | undefined

const readProgrammes = (directory: string, read: Read, problems: string[]): ProgrammeBook => {
  const programmes = new Map<string, Programme>()
  const programmeChanges: RegionalProgramme[] = []
  for (const path of yamlFiles(directory)) {
    const id = basename(path, '.yaml')
    const [region = ''] = path.split('/')
    if (!path.includes('/')) {
      const programme = read(`programmes/${path}`, Programme)
      if (programme !== undefined) programmes.set(id, { ...programme, id } as Programme)
    } else if (/^\d{6}\/[^/]+$/.test(path)) {
      const file = read(`programmes/${path}`, ProgrammeChanges)
      if (file !== undefined) programmeChanges.push({ id, region, file: file as ProgrammeChanges })
    } else problems.push(`programmes/${path}: must be programmes/<id>.yaml or programmes/<6-digit region>/<id>.yaml`)
  }
  return { programmes, programmeChanges }
}

/** What programme files name and nobody wrote: other programmes, numbers, the programme that a region changes. */
const strangers = (
  { programmes, programmeChanges }: ProgrammeBook,
  numbers: ReadonlySet<string>,
): readonly string[] => {
  const problems: string[] = []
  const inspect = (path: string, value: object, awaits: readonly string[]): void => {
    for (const { key, id } of namedProgrammes(value))
      if (!programmes.has(id))
        problems.push(`${path}: ${key}: there is no programme "${id}"; add programmes/${id}.yaml`)
    for (const { key, id } of numbersNamed(value))
      if (!numbers.has(id) && !awaits.includes(id))
        problems.push(`${path}: ${key}: no region has a number "${id}"; add it under regions/, or name it in awaits`)
  }
  for (const [id, programme] of programmes) inspect(`programmes/${id}.yaml`, programme, programme.awaits)
  for (const { id, region, file } of programmeChanges) {
    const path = `programmes/${region}/${id}.yaml`
    const changed = programmes.get(id)
    if (changed === undefined) problems.push(`${path}: (file): there is no programmes/${id}.yaml that it could change`)
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
