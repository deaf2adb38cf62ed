import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { load } from 'js-yaml'
import type { z } from 'zod'
import { PatrolDay, PatrolList, type PatrolRules } from './rule.ts'

const catalogue = fileURLToPath(new URL('../catalogue/', import.meta.url))
const DAY_FILE = 'day.yaml'

/**
 * Reads the rules of a catalogue, ours unless another directory is given. Throws one Error that names each problem with its file
 * and key; a group that two lists name is one of them.
 */
export const loadPatrolRules = (directory: string = catalogue): PatrolRules => {
  const problems: string[] = []
  const read = <Schema extends z.ZodType>(file: string, schema: Schema): z.output<Schema> | undefined => {
    try {
      const parsed = schema.safeParse(load(readFileSync(join(directory, file), 'utf8'), { maxAliases: 0 }))
      if (parsed.success) return parsed.data
      problems.push(
        ...parsed.error.issues.map(({ path, message }) => `${file}: ${path.join('.') || 'file'}: ${message}`),
      )
    } catch (error) {
      problems.push(`${file}: ${error instanceof Error ? error.message : String(error)}`)
    }
    return undefined
  }
  const files = readdirSync(directory)
    .filter((file) => file.endsWith('.yaml') && file !== DAY_FILE)
    .sort()
  const lists = files.flatMap((file) => read(file, PatrolList) ?? [])
  const day = read(DAY_FILE, PatrolDay)
  const named = lists.flatMap(({ id, rules }) => rules.map(({ group }) => ({ id, group })))
  for (const { id, group } of named)
    if (named.find((one) => one.group === group)?.id !== id) problems.push(`${id}.yaml: ${group}: is in another list`)
  if (problems.length > 0 || day === undefined)
    throw new Error(`the rules of patrols can't be used:\n${problems.join('\n')}`)
  return { lists, day }
}
