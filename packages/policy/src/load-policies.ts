import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { z } from 'zod'
import { disagreements, inputsOfFile } from './disagreements.ts'
import type { PolicyBook, RegionalRule } from './policy-book.ts'
import { Programme } from './programme.ts'
import { RuleFile } from './rule-file.ts'

const PlaceFile = z.strictObject({ name: z.string().min(1) })
const Home = z.strictObject({ region: z.string().regex(/^\d{6}$/) })

/** Where the policies lie that come with the program. */
export const policyDirectory = fileURLToPath(new URL('..', import.meta.url))

/**
 * Reads all policy numbers and programmes of a directory that holds `home.yaml`, `regions/` and `programmes/`.
 * @throws Error that lists every problem of every file by file and key.
 */
export const loadPolicies = (directory = policyDirectory): PolicyBook => {
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
  const paths = yamlFiles(join(directory, 'regions'))
  const names = new Map(
    paths.filter(isPlaceFile).flatMap((path): [string, string][] => {
      const place = read(`regions/${path}`, PlaceFile)
      return place ? [[path.split('/')[0] ?? '', place.name]] : []
    }),
  )
  const rulePaths = paths.filter((path) => !isPlaceFile(path))
  const rules = rulePaths.flatMap((path) => ruleOf(path, read(`regions/${path}`, RuleFile)))
  const programmes = new Map(
    yamlFiles(join(directory, 'programmes')).flatMap((path): [string, Programme][] => {
      const id = basename(path, '.yaml')
      const programme = read(`programmes/${path}`, Programme)
      return programme ? [[id, { ...programme, id }]] : []
    }),
  )
  problems.push(...rulePaths.flatMap(misplaced), ...strangers(programmes), ...disagreements(rules, names))
  if (home === undefined || problems.length > 0)
    throw new Error(`policy cannot be read; mend these files:\n${problems.join('\n')}`)
  return { home: home.region, areas: new Set(rules.map(({ region }) => region)), names, rules, programmes }
}

const misplaced = (path: string): readonly string[] =>
  /^(\d{6}|\d{9})\/[^/]+\/[^/]+$/.test(path)
    ? []
    : [`regions/${path}: must be regions/<region of 6 digits, or 9>/<topic>/<number>.yaml`]

const ruleOf = (path: string, file: RuleFile | undefined): readonly RegionalRule[] => {
  const [region = '', ...rest] = path.split('/')
  const id = rest.join('/').replace(/\.yaml$/, '')
  return file === undefined ? [] : [{ id, region, file, inputs: inputsOfFile(file) }]
}

const isPlaceFile = (path: string): boolean => path.endsWith('/place.yaml')

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
