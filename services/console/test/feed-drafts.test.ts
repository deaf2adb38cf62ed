import type { FeedDraftAnswer } from '@shouwang/console-api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { consoleApp } from '../src/console-app.ts'
import { type Ask, signInAs } from './sign-in-as.ts'
import { type FakeBackend, fakeBackend } from './test-data/fake-backend.ts'
import { ownFire, sampleForm } from './test-data/sample-form.ts'

let world: FakeBackend
let data: Ask
beforeAll(async () => {
  world = await fakeBackend()
  data = await signInAs(consoleApp(world.backend, { signIn: { mode: 'demo' } }), 'S0002')
})
afterAll(() => world.sql.close())

const draft = async (query: string, form: FormData) => {
  const answer = await data('POST', `/feed-drafts${query}`, form)
  return { status: answer.status, ...((await answer.json()) as FeedDraftAnswer & { detail: string }) }
}
const save = async (feed: string, declaration: string, replace = false) => {
  const answer = await data('POST', `/feeds/${feed}/declaration`, { declaration, replace })
  return { status: answer.status, ...((await answer.json()) as { detail?: string; feed?: string }) }
}

test('a sample becomes a draft: which header is for which column, and what its rows tell, or why they would be set aside', async () => {
  const drafted = await draft('?like=missing-report&feed=lost-people', sampleForm())
  expect(drafted).toMatchObject({
    status: 200,
    like: 'missing-report',
    feed: 'lost-people',
    taken: false,
    problems: [],
  })
  expect(drafted.columns.find(({ column }) => column === 'person')).toMatchObject({
    header: '居民证号',
    guessed: true,
    required: true,
  })
  expect(drafted.checked).toMatchObject({ rows: 6, acceptable: 5 })
  expect(drafted.rows).toHaveLength(6)
  expect(drafted.rows[1]).toMatchObject({
    rowNo: 2,
    fact: '失联报案',
    says: expect.stringContaining('找到日期 2026-02-12'),
  })
  expect(drafted.rows[5]).toMatchObject({ rowNo: 6, fact: null, says: '身份证号有误', field: '居民证号' })
})

test('nothing of the draft names anybody of the sample', async () => {
  const told = JSON.stringify(await draft('?like=missing-report', sampleForm()))
  for (const personal of ['李小明', '王秀英', '11010519491231002X', '350203197906027843'])
    expect(told).not.toContain(personal)
})

test('what somebody decided of a column, and the declaration as he changed it, are tried in place of the draft', async () => {
  const choices = JSON.stringify({ columns: { foundOn: null, reportedOn: '走失报警日' } })
  const decided = await draft('?like=missing-report', sampleForm({ choices }))
  expect(decided.columns.find(({ column }) => column === 'foundOn')).toMatchObject({ header: null })
  const declaration = decided.declaration.replace('走失报警日', '别的表头')
  const changed = await draft('?like=missing-report', sampleForm({ declaration }))
  expect(changed).toMatchObject({ declaration, checked: { acceptable: 0 } })
  expect(await draft('', sampleForm({ declaration: 'id: x' }))).toMatchObject({ checked: null, rows: [] })
})

test('a file without headers, one that is like nothing, and a like that is not there are refused with what would do', async () => {
  const bare = '11010519491231002X,2026-01-11\n350203197906027843,2026-01-12\n'
  expect(await draft('?like=missing-report', sampleForm({}, bare))).toMatchObject({
    status: 409,
    detail: expect.stringMatching(/没有表头/),
  })
  expect(await draft('', sampleForm({}, '甲,乙\n1,2\n'))).toMatchObject({
    status: 409,
    detail: expect.stringMatching(/相近的接口/),
  })
  expect(await draft('?like=horoscope', sampleForm())).toMatchObject({
    status: 409,
    detail: expect.stringMatching(/没有这个接口/),
  })
  expect(await draft('', sampleForm({}, 'x'.repeat(6 * 1024 * 1024)))).toMatchObject({
    status: 413,
    detail: expect.stringMatching(/5 MB/),
  })
})

test('a draft is saved once, replaced where that is said, and the audit keeps who did', async () => {
  expect(await save('own-fire', ownFire)).toMatchObject({ status: 200, feed: 'own-fire' })
  expect(await save('own-fire', ownFire)).toMatchObject({ status: 409, detail: expect.stringMatching(/已经有了/) })
  expect(await save('own-fire', ownFire, true)).toMatchObject({ status: 200 })
  const lines = await world.sql.query(
    `select who, subject, purpose, result from audit where action = 'POST /feeds/{feed}/declaration' order by seq`,
  )
  expect(lines).toMatchObject([
    { who: 'S0002', subject: 'own-fire', purpose: '新增接口', result: 'done' },
    { result: 'refused' },
    { purpose: '替换接口', result: 'done' },
  ])
})

test('a declaration that reaches out of the program, holds a number of a person, or is none, is not saved', async () => {
  const pull = `${ownFire}\npull:\n  url: https://elsewhere.example/rows\n  cron: "0 1 * * *"\n  auth: SHOUWANG_VAULT_KEY\n`
  expect(await save('own-fire', pull, true)).toMatchObject({ status: 409, detail: expect.stringMatching(/运维/) })
  expect(await save('own-fire', `${ownFire}\n# 13800138000\n`, true)).toMatchObject({
    status: 409,
    detail: expect.stringMatching(/个人信息/),
  })
  expect(await save('own-fire', 'id: own-fire', true)).toMatchObject({
    status: 409,
    detail: expect.stringMatching(/不能使用/),
  })
  expect(await save('other-name', ownFire, true)).toMatchObject({
    status: 409,
    detail: expect.stringMatching(/own-fire/),
  })
})
