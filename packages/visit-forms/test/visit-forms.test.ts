import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Answers, checkAnswers, declaredFen, formFor, type VisitForm } from '../src/index.ts'
import { loadForms } from '../src/load-forms.ts'

const forms = loadForms()
const form = formFor(forms, [{ age: 40 }])
const given = { members: ['p1'], known: new Set<string>() }
const filled: Answers = {
  members: { p1: { health: 'good', doing: 'odd-jobs', insured: true } },
  income: { home: { total: 1200.5 } },
  housing: { home: { type: 'rented', condition: 'worn' } },
  needs: { home: { cause: ['illness'], 'kin-of-staff': false } },
  opinion: { home: { finding: '符合条件，建议纳入' } },
}
const problems = (answers: Answers, known: readonly string[] = []) =>
  checkAnswers(form, answers, { ...given, known: new Set(known) }).map(({ problem }) => problem)

describe('the form of a household', () => {
  test.each([
    ['two who are old', [{ age: 71 }, { age: 68 }], 'lone-elder'],
    ['a child with its grandmother', [{ age: 9 }, { age: 66 }], 'child'],
    ['parents with a child', [{ age: 9 }, { age: 38 }], 'household'],
    ['somebody of whom nothing is known', [{ age: null }], 'household'],
    ['nobody yet', [], 'household'],
  ])('of %s is the one for them', (_, residents, id) => {
    expect(formFor(forms, residents).id).toBe(id)
  })

  test('is the newest version; an older one stays to read what was written with it', () => {
    const newer: VisitForm = { ...form, version: 2 }
    expect(formFor([newer, ...forms], [{ age: 40 }])).toBe(newer)
  })
})

describe('answers', () => {
  test('that say all that is asked may be signed, and declare the income in 分', () => {
    expect(problems(filled)).toEqual([])
    expect(declaredFen(form, filled)).toBe(120_050)
    expect(declaredFen(form, {})).toBeNull()
  })

  test('are asked only for what is missing: what an office tells is not asked again', () => {
    const strict: VisitForm = {
      ...form,
      sections: form.sections.map((section) => ({
        ...section,
        questions: section.questions.map((question) => ({ ...question, required: question.known !== undefined })),
      })),
    }
    const told = [
      'members/p1/income',
      'members/p1/insured',
      'housing/home/area',
      'assets/home/vehicles',
      'assets/home/homes',
    ]
    expect(checkAnswers(strict, {}, given)).toHaveLength(5)
    expect(checkAnswers(strict, {}, { ...given, known: new Set(told) })).toEqual([])
  })

  test('that are wrong are told by their question, in words', () => {
    expect(problems({ ...filled, income: { home: { total: -1 } } })).toEqual([
      '全家每月总收入（自述，元）：请填金额，最多两位小数',
    ])
    expect(problems({ ...filled, housing: { home: { type: 'castle', condition: 'worn' } } })).toEqual([
      '住的是：请从选项里选一个',
    ])
    expect(problems({ ...filled, opinion: {} })).toEqual(['请填写：调查意见（一句话）'])
    expect(problems({ ...filled, secrets: {} })).toEqual(['表里没有这一部分'])
    expect(problems({ ...filled, members: { ...filled.members, p9: { health: 'good' } } })).toEqual(['没有这一行'])
    expect(problems({ ...filled, supporters: { s1: { relation: 'son' } } })).toEqual(['请填写：姓名'])
  })
})

test('a file that is no form is refused with its name, its key and what is wrong, all at once', () => {
  const folder = mkdtempSync(join(tmpdir(), 'forms-'))
  const question = '{ id: a, ask: 问题, kind: choice }'
  const text = `id: x\nversion: 1\nname: 表格\nsource: 本地办法\nfor: any\nvisitors: 2\nsignature: true\nletterDays: 0\nsections:\n  - { id: one, title: 第一, questions: [${question}, ${question}] }\n`
  writeFileSync(join(folder, 'x-1.yaml'), text)
  writeFileSync(join(folder, 'x-2.yaml'), text.replace(`, ${question}`, '').replace('choice', 'text'))
  writeFileSync(join(folder, 'y-1.yaml'), `${text}colour: red\n`)
  expect(() => loadForms(folder)).toThrow(
    /x-1.yaml: sections.0.questions: two questions are called "a"[\s\S]*a choice, and nothing else, has options[\s\S]*x-2.yaml: a form "x" of version 1 is the file x-1.yaml[\s\S]*y-1.yaml: file: .*colour/,
  )
})
