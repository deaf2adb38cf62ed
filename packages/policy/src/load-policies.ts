import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CORE_SCHEMA, defineScalarTag, load, strTag } from 'js-yaml'
import { z } from 'zod'
import { asInCode } from './as-in-code.ts'
import { programmeDisagreements } from './disagreeing-programmes.ts'
import { disagreements, inputsOfFile } from './disagreements.ts'
import type { PolicyBook, RegionalRule } from './policy-book.ts'
import { readProgrammes, strangers } from './read-programmes.ts'
import { RuleFile } from './rule-file.ts'
import { inChinese, unreadable } from './what-is-wrong.ts'
import { WrittenText } from './written.ts'

const PlaceFile = z.strictObject({ name: WrittenText })
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
      const result = schema.safeParse(load(text, { maxAliases: 0, schema: textsAsInCode }), { error: inChinese })
      if (result.success) {
        readBefore.set(path, { text, content: result.data })
        return result.data
      }
      problems.push(...result.error.issues.map((issue) => `${path}: ${keyOf(issue)}: ${issue.message}`))
    } catch (error) {
      problems.push(`${path}: ${unreadable(error)}`)
    }
    return undefined
  }
  const elsewhere = [...draft.keys()].filter((path) => !/^(regions|programmes)\//.test(path))
  problems.push(...elsewhere.map((path) => `${path}: 草案只能改动 regions/ 或 programmes/ 下的文件`))
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
    ...programmeDisagreements({ programmes, programmeChanges }, rules, names),
    ...(home === undefined || names.has(home.region)
      ? []
      : [`home.yaml: region: 没有 regions/${home.region}/place.yaml`]),
  )
  if (home === undefined || problems.length > 0) throw new Error(`政策文件有误，请改正：\n${problems.join('\n')}`)
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
  /^(\d{6}|\d{9})\/[^/]+\/[^/]+\.yaml$/.test(path)
    ? []
    : [`regions/${path}: 要放在 regions/<6 位区划，或 9 位乡镇>/<类别>/<标准>.yaml`]

const ruleOf = (path: string, file: RuleFile | undefined): readonly RegionalRule[] => {
  const [region = '', ...rest] = path.split('/')
  const id = asInCode(rest.join('/').replace(/\.yaml$/, ''))
  return file === undefined ? [] : [{ id, region, file, inputs: inputsOfFile(file) }]
}

const isPlaceFile = (path: string): boolean => path.endsWith('/place.yaml')

const keyOf = (issue: z.core.$ZodIssue): string => {
  const path = issue.path.join('.')
  const keys = issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : ''
  return [path, keys].filter(Boolean).join('.') || '整个文件'
}

/** Files whose name ends otherwise are listed, too, so that they are refused: nothing that was written is passed over. */
const yamlFiles = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.ya?ml$/i.test(path))
    .map((path) => path.split(sep).join('/'))
    .sort()
