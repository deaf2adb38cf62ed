import { readdirSync } from 'node:fs'
import { basename, dirname } from 'node:path'

const source = new URL('../src/', import.meta.url)
const ending = '.cases.yaml'

/** Every rule that has examples: its id, the folder of its dimension, its module and its examples. */
export const ruleFiles = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith(ending))
  .map((path) => ({
    id: basename(path, ending),
    folder: dirname(path),
    module: new URL(path.replace(ending, '.ts'), source),
    examples: new URL(path, source),
  }))
