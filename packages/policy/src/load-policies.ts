import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { z } from 'zod'
import { Programme } from './programme.ts'
import { RuleFile } from './rule-file.ts'

/** One number as one region's file states it, with all its dated values. */
export type RegionalRule = { readonly id: string; readonly region: string; readonly file: RuleFile }

/** Everything under `regions/` and `programmes/`, read and checked. */
export type PolicyBook = {
  /** The 6-digit region whose numbers judge a household that has no region, or one that has no numbers. */
  readonly home: string
  readonly rules: readonly RegionalRule[]
  readonly programmes: ReadonlyMap<string, Programme>
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
  const programmes = new Map(
    yamlFiles(join(directory, 'programmes')).flatMap((path): [string, Programme][] => {
      const id = basename(path, '.yaml')
      const programme = read(`programmes/${path}`, Programme)
      return programme ? [[id, { ...programme, id }]] : []
    }),
  )
  problems.push(...strangers(programmes))
  if (home === undefined || problems.length > 0)
    throw new Error(`policy cannot be read; mend these files:\n${problems.join('\n')}`)
  return { home: home.region, rules, programmes }
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

const strangers = (programmes: ReadonlyMap<string, Programme>): string[] =>
  [...programmes.values()].flatMap(({ id, excludes }) =>
    excludes
      .filter((other) => !programmes.has(other))
      .map(
        (other) => `programmes/${id}.yaml: excludes: there is no programme "${other}"; add programmes/${other}.yaml`,
      ),
  )
