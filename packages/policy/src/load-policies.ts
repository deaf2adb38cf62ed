import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CORE_SCHEMA, defineScalarTag, load, strTag } from 'js-yaml'
import { z } from 'zod'
import { asInCode } from './as-in-code.ts'
import { disagreements, inputsOfFile } from './disagreements.ts'
import type { PolicyBook, RegionalRule } from './policy-book.ts'
import { readProgrammes, strangers } from './read-programmes.ts'
import { RuleFile } from './rule-file.ts'

const PlaceFile = z.strictObject({ name: z.string().min(1) })
const Home = z.strictObject({ region: z.string().regex(/^\d{6}$/) })

/** Drafted files by their path, e.g. `regions/350200/dibao/monthly-standard.yaml`, as their texts. */
export type PolicyDraft = ReadonlyMap<string, string>

const draftedIn = (draft: PolicyDraft, folder: string): readonly string[] =>
  [...draft.keys()].filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1))

const textsAsInCode = CORE_SCHEMA.withTags(
  defineScalarTag(strTag.tagName, { resolve: asInCode, identify: strTag.identify }),
)

/** Files as they were read last: a book with a draft in it shares almost all of them with the book without. */
const readBefore = new Map<string, { readonly text: string; readonly content: unknown }>()

/** Where the policies lie that come with the program. */
export const policyDirectory = fileURLToPath(new URL('..', import.meta.url))

/**
 * Reads all policy numbers and programmes of a directory that holds `home.yaml`, `regions/` and `programmes/`.
 * @param draft files that stand in place of those of the directory, or are added to them
 * @throws Error that lists every problem of every file by file and key.
 */
export const loadPolicies = (directory = policyDirectory, draft: PolicyDraft = new Map()): PolicyBook => {
  const problems: string[] = []
  const read = <Schema extends z.ZodType>(path: string, schema: Schema): z.infer<Schema> | undefined => {
    try {
      const text = draft.get(path) ?? readFileSync(join(directory, path), 'utf8')
      const known = readBefore.get(path)
      if (known?.text === text) return known.content as z.infer<Schema>
      const result = schema.safeParse(load(text, { maxAliases: 0, schema: textsAsInCode }))
      if (result.success) {
        readBefore.set(path, { text, content: result.data })
        return result.data
      }
      problems.push(...result.error.issues.map((issue) => `${path}: ${keyOf(issue)}: ${issue.message}`))
    } catch (error) {
      problems.push(`${path}: ${error instanceof Error ? error.message : String(error)}`)
    }
    return undefined
  }
  const home = read('home.yaml', Home)
  const filesIn = (folder: 'regions' | 'programmes'): readonly string[] =>
    [...new Set([...yamlFiles(join(directory, folder)), ...draftedIn(draft, folder)])].sort()
  const paths = filesIn('regions')
  const names = new Map(
    paths.filter(isPlaceFile).flatMap((path): [string, string][] => {
      const place = read(`regions/${path}`, PlaceFile)
      return place ? [[path.split('/')[0] ?? '', place.name]] : []
    }),
  )
  const rulePaths = paths.filter((path) => !isPlaceFile(path))
  const rules = rulePaths.flatMap((path) => ruleOf(path, read(`regions/${path}`, RuleFile)))
  const { programmes, programmeChanges } = readProgrammes(filesIn('programmes'), read, problems)
  problems.push(
    ...rulePaths.flatMap(misplaced),
    ...strangers({ programmes, programmeChanges }, new Set(rules.map(({ id }) => id))),
    ...disagreements(rules, names),
  )
  if (home === undefined || problems.length > 0)
    throw new Error(`policy cannot be read; mend these files:\n${problems.join('\n')}`)
  return {
    home: home.region,
    areas: new Set(rules.map(({ region }) => region)),
    names,
    rules,
    programmes,
    programmeChanges,
  }
}

const misplaced = (path: string): readonly string[] =>
  /^(\d{6}|\d{9})\/[^/]+\/[^/]+$/.test(path)
    ? []
    : [`regions/${path}: must be regions/<region of 6 digits, or 9>/<topic>/<number>.yaml`]

const ruleOf = (path: string, file: RuleFile | undefined): readonly RegionalRule[] => {
  const [region = '', ...rest] = path.split('/')
  const id = asInCode(rest.join('/').replace(/\.yaml$/, ''))
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
