import { readFileSync } from 'node:fs'
import { FiringVerdict } from '@shouwang/contracts'
import { loadPolicies, type Policy, policyOn } from '@shouwang/policy'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import type { Indicator, Verdict } from '../src/indicator.ts'
import { Case, type Expectation } from './case-format.ts'
import { personOf, profileOfCase, withShortNames } from './profile-of-case.ts'
import { ruleFiles } from './rule-files.ts'

const book = loadPolicies()

const indicatorIn = async (module: URL, id: string): Promise<Indicator> => {
  const exported = Object.values(await import(module.href)) as Indicator[]
  const indicator = exported.find((candidate) => candidate?.id === id)
  if (indicator === undefined) throw new Error(`${module.pathname} exports no indicator whose id is "${id}"`)
  return indicator
}

/** The policy, noting which numbers are asked for. */
const noting = (policy: Policy, asked: Set<string>): Policy => ({
  ...policy,
  number: (id) => policy.number(asked.add(id) && id),
  list: (id) => policy.list(asked.add(id) && id),
})

const texts = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value

const expectVerdict = (verdict: Verdict, wanted: Expectation, indicator: Indicator, names: readonly string[]): void => {
  const readable = (text: string) => withShortNames(text, names)
  expect(verdict, JSON.stringify(verdict)).toMatchObject({ status: wanted.status })
  if (wanted.reviewOn !== undefined) expect(verdict.reviewOn ?? null).toBe(wanted.reviewOn)
  if (verdict.status === 'fires') {
    if (wanted.level !== undefined) expect(verdict.level ?? indicator.level).toBe(wanted.level)
    if (wanted.confidence !== undefined) expect(verdict.confidence).toBeCloseTo(wanted.confidence)
    if (wanted.person !== undefined)
      expect(verdict.person).toBe(wanted.person === null ? null : personOf(wanted.person))
    for (const part of texts(wanted.reason)) expect(readable(verdict.reason)).toContain(part)
    for (const part of texts(wanted.advice)) expect(readable((verdict.advice ?? []).join('\n'))).toContain(part)
    const observed = Object.fromEntries(verdict.observations.map(({ label, observed }) => [label, observed]))
    expect(observed).toMatchObject(wanted.observed ?? {})
  }
  if (verdict.status === 'unknown') {
    for (const part of texts(wanted.missing)) expect(readable(verdict.missing.join('\n'))).toContain(part)
    if (wanted.awaits !== undefined) expect(verdict.awaits).toEqual(wanted.awaits)
  }
}

/** What holds for every verdict, whatever the case expects. */
const expectSound = (verdict: Verdict, indicator: Indicator, { day }: Case, people: readonly string[]): void => {
  if (verdict.reviewOn !== undefined) expect(verdict.reviewOn > day, `reviewOn ${verdict.reviewOn}`).toBe(true)
  if (verdict.status === 'unknown') expect(verdict.missing).not.toEqual([])
  if (verdict.status !== 'fires') return
  const { id, direction, level, dimensions } = indicator
  FiringVerdict.parse({ advice: [], level, ...verdict, indicator: id, direction, dimensions })
  const named = [...verdict.reason.matchAll(/p_[0-9a-f]{24}/g)].map(([person]) => person)
  for (const person of named) expect(people).toContain(person)
}

describe.each(ruleFiles)('$id', ({ id, module, examples }) => {
  const cases = Case.array().parse(load(readFileSync(examples, 'utf8')))

  test('has examples of firing and of not firing', () => {
    const fires = cases.map(({ expect: { status } }) => status === 'fires')
    expect(fires).toContain(true)
    expect(fires).toContain(false)
  })

  test.each(cases)('$name', async (example) => {
    const indicator = await indicatorIn(module, id)
    const profile = profileOfCase(example)
    const asked = new Set<string>()
    const policy = noting(policyOn(book, example.region, example.day), asked)
    const verdict = indicator.judge(profile, policy, example.day)
    const names = [...example.members.map((member) => member.id), ...Object.keys(example.kin)]
    expectVerdict(verdict, example.expect, indicator, names)
    expectSound(verdict, indicator, example, names.map(personOf))
    expect(indicator.parameters, 'every number read is declared').toEqual(expect.arrayContaining([...asked]))
  })
})
