import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { load } from 'js-yaml'
import { VisitForm } from './form.ts'

const catalogue = fileURLToPath(new URL('../catalogue/', import.meta.url))

/**
 * Reads every `<id>-<version>.yaml` of a catalogue, ours unless another directory is given. An older version stays: what was filled
 * in with it is read with it. Throws one Error that names each problem with its file and key.
 */
export const loadForms = (directory: string = catalogue): readonly VisitForm[] => {
  const files = readdirSync(directory)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
  const read = files.map((file) => readForm(file, readFileSync(join(directory, file), 'utf8')))
  const problems = read.flatMap((one) => one.problems)
  if (problems.length > 0) throw new Error(`the visit forms can't be used:\n${problems.join('\n')}`)
  return read.flatMap(({ form }) => form ?? [])
}

/** A form as its file declares it, or what is wrong with the file. */
const readForm = (file: string, text: string): { readonly form?: VisitForm; readonly problems: readonly string[] } => {
  let declared: unknown
  try {
    declared = load(text, { maxAliases: 0 })
  } catch (error) {
    return { problems: [`${file}: ${error instanceof Error ? error.message : String(error)}`] }
  }
  const parsed = VisitForm.safeParse(declared)
  if (!parsed.success)
    return {
      problems: parsed.error.issues.map(({ path, message }) => `${file}: ${path.join('.') || 'file'}: ${message}`),
    }
  const { id, version } = parsed.data
  return file === `${id}-${version}.yaml`
    ? { form: parsed.data, problems: [] }
    : { problems: [`${file}: a form "${id}" of version ${version} is the file ${id}-${version}.yaml`] }
}
