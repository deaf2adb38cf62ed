import { readFileSync } from 'node:fs'
import { loadFeeds } from '@shouwang/feeds'
import { incomeFeeds } from '@shouwang/household'
import { load } from 'js-yaml'
import { expect, test } from 'vitest'
import { Case } from './case-format.ts'
import { ruleFiles } from './rule-files.ts'

const declared = new Set(loadFeeds().map(({ id }) => id))
const cases = ruleFiles.flatMap(({ examples }) => Case.array().parse(load(readFileSync(examples, 'utf8'))))

test('no rule waits for a feed that nobody can deliver', () => {
  const awaited = cases.flatMap(({ expect: { awaits } }) => awaits ?? [])
  expect([...incomeFeeds, ...awaited].filter((feed) => !declared.has(feed))).toEqual([])
})

test('no example pretends that a feed was delivered which the catalogue does not declare', () => {
  const pretended = cases.flatMap(({ coverage }) => Object.keys(coverage))
  expect(pretended.filter((feed) => !declared.has(feed))).toEqual([])
})
