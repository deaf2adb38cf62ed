import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')

const entriesOf = (folder: string): readonly string[] =>
  readdirSync(join(root, folder)).flatMap((name) => {
    const file = join(root, folder, name, 'package.json')
    if (!existsSync(file)) return []
    const { exports = {} } = JSON.parse(readFileSync(file, 'utf8')) as { exports?: string | Record<string, string> }
    const entries = typeof exports === 'string' ? [exports] : Object.values(exports)
    return entries
      .filter((entry) => entry.endsWith('.ts') && !entry.includes('testing'))
      .map((entry) => join(root, folder, name, entry))
  })

test('a name that only the test runner finds in a module: every package loads in Node itself', () => {
  const entries = [...entriesOf('packages'), ...entriesOf('services')]
  const script = entries.map((entry) => `await import(${JSON.stringify(entry)})`).join('\n')
  expect(entries.length).toBeGreaterThan(20)
  execFileSync(process.execPath, ['--input-type=module', '-e', `${script}\nprocess.exit(0)`], { stdio: 'pipe' })
})
