import { CaseEvent, TaskEvent } from '@shouwang/contracts'
import { expect, test } from 'vitest'
import { names, needlesOf } from '../src/needles.ts'
import { deletedWords, withoutPerson } from '../src/without-person.ts'

const person = `p_${'a'.repeat(24)}`
const neighbour = `p_${'b'.repeat(24)}`
const alias = `p_${'c'.repeat(24)}`
const happening = { taskId: 't-1', seq: 1, at: '2026-10-31T01:00:00Z', day: '2026-10-31', by: 'W1' }
const verdict = {
  status: 'fires',
  indicator: 'severe-disability',
  direction: 'missed',
  level: 'orange',
  confidence: 1,
  dimensions: {},
  person,
  reason: `{${person}} 一级肢体残疾`,
  observations: [{ label: '残疾等级', observed: '一级', threshold: null, unit: 'text', rule: null }],
  facts: [],
  advice: ['请带残疾证'],
}

test('a task keeps its days and results, and says nothing of the person any more', () => {
  const other = { ...verdict, person: neighbour, reason: `{${neighbour}} 就医` }
  const event = {
    ...happening,
    type: 'TaskOpened',
    household: `~${person}`,
    householdNo: 'h',
    region: null,
    direction: 'missed',
    level: 'orange',
    leads: [verdict, other],
    dueOn: '2026-11-30',
    assignee: 'W1',
    flags: [],
  }
  const kept = TaskEvent.parse(JSON.parse(withoutPerson(JSON.stringify(event), { person, alias, words: true })))
  expect(kept).toMatchObject({
    household: `~${alias}`,
    leads: [{ person: alias, reason: deletedWords, observations: [], advice: [] }, other],
  })
})

test('what people wrote goes with the task, also in lines that do not name him', () => {
  const note = { ...happening, type: 'NoteAdded', note: '他说腿又疼了' }
  const scrubbed = withoutPerson(JSON.stringify(note), { person, alias, words: true })
  expect(TaskEvent.parse(JSON.parse(scrubbed))).toMatchObject({ note: deletedWords })
  expect(withoutPerson(JSON.stringify(note), { person, alias, words: false })).toBe(JSON.stringify(note))
})

test('a payment stays with its sum, its day and its number, under a name that leads to nobody', () => {
  const { taskId: _, ...rest } = happening
  const aid = { form: 'card', programme: 'dibao', amountFen: 107_500, what: '', person, fund: null }
  const given = { ...rest, caseId: 'C-1', type: 'AidGiven', aidId: 'a-1', aid, decisionNo: '1号', papersDueOn: null }
  const event = { ...given, next: 'return-visit', dueOn: '2026-12-31' }
  const kept = CaseEvent.parse(JSON.parse(withoutPerson(JSON.stringify(event), { person, alias, words: true })))
  expect(kept).toEqual({ ...event, aid: { ...aid, person: alias } })
})

test('codes that stand where words may stay codes: a case that is opened still reads', () => {
  const { taskId: _, ...rest } = happening
  const opened = {
    ...{ ...rest, caseId: 'C-1', type: 'CaseOpened', household: 'h', householdNo: 'h', region: null },
    ...{ matter: 'relief', origin: 'task', department: null, class: 'department', kind: 'emergency', grade: 1 },
    ...{ reasons: ['level-red'], taskId: null, outcome: null, leads: [`death/${person}`], note: '家里出事了' },
    ...{ owner: null, step: 'check', dueOn: '2026-11-30' },
  }
  const kept = CaseEvent.parse(JSON.parse(withoutPerson(JSON.stringify(opened), { person, alias, words: true })))
  expect(kept).toMatchObject({ reasons: ['level-red'], leads: [`death/${alias}`], note: deletedWords })
})

const needles = needlesOf([
  { idNumber: '11010519491231002X', name: '司马相如' },
  { phone: '13812345678', address: '东风社区12号' },
])

test.for([
  ['{"身份证号":"11010519491231002X"}', true],
  ['{"身份证号":"11010519491231002x"}', true],
  ['{"身份证号":"１１０１０５１９４９１２３１００２Ｘ"}', true],
  ['{"身份证号":"110105 19491231 002X"}', true],
  ['{"身份证号":"110105491231002"}', true],
  ['{"残疾证号":"11010519491231002X44"}', true],
  ['{"姓名":"司马相如","电话":"138-1234-5678"}', true],
  ['{"姓名":"司马相如","住址":"东风社区12号"}', true],
  ['{"姓名":"司马相如"}', false],
  ['{"电话":"13812345678"}', false],
  ['{"身份证号":"350206198602240753","姓名":"王五"}', false],
] as const)('a row is of the person or it is not: %s', ([words, expected]) => {
  expect(names(needles, words)).toBe(expected)
})
