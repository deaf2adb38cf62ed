import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { load } from 'js-yaml'
import { type EvaluationBook, EvaluationFile } from './standard.ts'

const ours = fileURLToPath(new URL('../catalogue/assistance.yaml', import.meta.url))

/** Reads an evaluation, ours unless another file is given. @throws Error that names each problem with its key */
export const loadEvaluation = (file: string = ours): EvaluationBook => {
  const parsed = EvaluationFile.safeParse(load(readFileSync(file, 'utf8'), { maxAliases: 0 }))
  if (!parsed.success)
    throw new Error(
      `the evaluation in ${file} can't be used:\n${parsed.error.issues
        .map(({ path, message }) => `${path.join('.') || 'file'}: ${message}`)
        .join('\n')}`,
    )
  const ids = parsed.data.indicators.flatMap(({ contents }) =>
    contents.flatMap(({ standards }) => standards.map(({ id }) => id)),
  )
  const twice = ids.find((id, nth) => ids.indexOf(id) !== nth)
  if (twice !== undefined) throw new Error(`the evaluation in ${file} can't be used:\n${twice}: is there twice`)
  return parsed.data
}
