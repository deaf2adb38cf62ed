import { expect, test } from 'vitest'
import { loadPolicies } from '../src/index.ts'
import { listUnits } from '../src/units.ts'

const { rules, programmes } = loadPolicies()
const isList = (unit: string) => (listUnits as readonly string[]).includes(unit)
const idsOf = (lists: boolean) => new Set(rules.filter(({ file }) => isList(file.unit) === lists).map(({ id }) => id))

const union = (name: string, doc: string, ids: Iterable<string>) => {
  const quoted = [...ids].sort().map((id) => `'${id}'`)
  // As the formatter has it: on one line where that is short enough.
  const oneLine = `export type ${name} = ${quoted.join(' | ')}`
  const alternatives = oneLine.length <= 120 ? ` ${quoted.join(' | ')}` : quoted.map((id) => `\n  | ${id}`).join('')
  return `/** ${doc} */\nexport type ${name} =${alternatives}\n`
}

test('the ids that code may ask for are those of the YAML files; `vitest -u` writes them anew', async () => {
  const written = [
    '// Generated from regions/ and programmes/ by test/policy-ids.test.ts (vitest -u): a typo does not compile.\n',
    union('NumberId', 'Every number: its path under `regions/<region>/`.', idsOf(false)),
    union('ListId', 'Every list.', idsOf(true)),
    union('ProgrammeId', 'Every form of help (救助项目).', programmes.keys()),
  ].join('\n')
  await expect(written).toMatchFileSnapshot('../src/policy-ids.ts')
})
