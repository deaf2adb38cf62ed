import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BrokenCopy, brokenCopy } from './broken-copy.ts'

let copy: BrokenCopy

beforeAll(async () => {
  copy = await brokenCopy()
})

afterAll(() => copy.remove())

/** Breaks a rule in one file, asks who should notice, and mends the file. */
const broken = async (
  path: string,
  change: (text: string) => string,
  program: string,
  ...args: string[]
): Promise<string> => {
  let before = ''
  await copy.edit(path, (text) => {
    before = text
    return change(text)
  })
  const { code, said } = await copy.check(program, ...args)
  await copy.write(path, before)
  expect(code, said).not.toBe(0)
  return said
}

test('a service that imports a service is refused', async () => {
  const file = 'services/scoring/src/config.ts'
  const said = await broken(file, (text) => `import '@shouwang/ingest'\n${text}`, 'biome', 'lint', file)
  expect(said).toContain('noRestrictedImports')
})

test('a package that reaches into a service by its path is refused', async () => {
  const file = 'packages/casework/src/tasks/task-id.ts'
  const said = await broken(
    file,
    (text) => `import '../../../services/alert/src/config.ts'\n${text}`,
    'biome',
    'lint',
    file,
  )
  expect(said).toContain('noRestrictedImports')
})

test('a circle of imports is refused', async () => {
  const file = 'packages/contracts/src/money.ts'
  const said = await broken(file, (text) => `import './index.ts'\n${text}`, 'biome', 'lint', 'packages/contracts')
  expect(said).toContain('noImportCycles')
})

test('an export that nobody uses is refused', async () => {
  const said = await broken(
    'packages/casework/src/tasks/task-id.ts',
    (text) => `${text}\nexport const nobodyAsksForThis = 1\n`,
    'knip',
    '--no-progress',
  )
  expect(said).toContain('nobodyAsksForThis')
})

test('a dependency that nobody uses is refused', async () => {
  const said = await broken(
    'packages/casework/package.json',
    (text) => text.replace('"dependencies": {', '"dependencies": {\n    "lru-cache": "catalog:",'),
    'knip',
    '--no-progress',
  )
  expect(said).toContain('lru-cache')
})

test('an event type of which nobody has decided what it means does not compile', async () => {
  const said = await broken(
    'packages/contracts/src/change-event.ts',
    (text) =>
      text
        .replace(
          'changeEventData = {\n  AidGiven,\n',
          'changeEventData = {\n  AidGiven,\n  WageArrearsReported: DwellingGraded,\n',
        )
        .replace(
          "  eventOf('BusinessRegistered'),",
          "  eventOf('BusinessRegistered'),\n  eventOf('WageArrearsReported'),",
        ),
    'tsc',
    '-p',
    'tsconfig.json',
  )
  const deciders = ['household/src/event-meaning.ts', 'warehouse/src/', 'fact-words.ts', 'field-access.ts']
  expect(deciders.filter((place) => !said.includes(place))).toEqual([])
})

test('a rule that reads what it does not declare is refused', async () => {
  const said = await broken(
    'packages/indicators/src/emergencies/fire-loss.ts',
    (text) => text.replace("reads: ['FireReported', ", 'reads: ['),
    'vitest',
    'run',
    '--project',
    'plain',
    'packages/indicators/test/reads.test.ts',
  )
  expect(said).toContain('fire-loss')
})
