import { load } from 'js-yaml'
import { expect, test } from 'vitest'
import { textOf, textsOf } from './repository.ts'

test('every package says the licence that the project has', () => {
  expect(textOf('LICENSE')).toMatch(/Apache License\s+Version 2\.0/)
  const others = textsOf('package.json').filter(({ text }) => JSON.parse(text).license !== 'Apache-2.0')
  expect(others.map(({ path }) => path)).toEqual([])
})

test('.nvmrc names the Node that pnpm brings', () => {
  const { catalog } = load(textOf('pnpm-workspace.yaml')) as { catalog: { node: string } }
  expect(textOf('.nvmrc').trim()).toBe(/\d+/.exec(catalog.node)?.[0])
})
