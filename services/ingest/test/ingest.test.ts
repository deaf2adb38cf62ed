import { type ChangeEvent, QuarantineNotice, type RawRecord, readChangeEvent, topics } from '@shouwang/contracts'
import { type EventFeed, loadFeeds, mapRow } from '@shouwang/feeds'
import type { Decided, Received } from '@shouwang/flow'
import { createCipher, leadNumber, pseudonymiser } from '@shouwang/identity'
import { type DeliveryRecord, type IngestChange, saidOf } from '@shouwang/postgres'
import { describe, expect, test } from 'vitest'
import { ingestStage } from '../src/flow.ts'

const key = Buffer.alloc(32, 7)
const identity = pseudonymiser(key)
const cipher = createCipher([key])
const feedOf = (id: string) => loadFeeds().find((known) => known.id === id) as EventFeed
const feed = feedOf('disability-cert')
const stageOf = (feed: EventFeed, map = mapRow) =>
  ingestStage({
    feedOf: () => feed,
    mapRow: (declared, row, record) => map(declared, row, { ...record, today: record.asOf }, identity),
    open: cipher.open,
    seal: cipher.seal,
    rowName: (id, plain) => `q_${identity.keyed(id, plain)}`,
    nameKey: (name) => identity.keyed('name', name),
    phoneKey: (phone) => identity.keyed('phone', phone),
    leadNo: (feed, key) => leadNumber(identity, feed, key),
    clock: { now: () => '2026-10-31T09:00:00Z', today: () => '2026-10-31' },
    region: '350200000000',
  })
const stage = stageOf(feed)

const good = {
  残疾人证号: '35020319790602784342',
  姓名: '魏兰',
  残疾类别: '4',
  残疾等级: '2',
  办证日期: '2026-10-20',
  操作: '新办',
}
const bad = { ...good, 残疾等级: '7' }

const record = (rowNo: number, more: Partial<RawRecord>): Received => {
  const raw: RawRecord = {
    delivery: 'd-1',
    rowNo,
    businessDay: '2026-10-31',
    asOf: '2026-10-31',
    receivedAt: '2026-10-31T09:00:00Z',
    ...more,
  }
  return { topic: 'records.disability-cert', partition: 0, offset: rowNo, key: 'd-1', value: JSON.stringify(raw) }
}
const sealed = (row: object) => ({ sealed: cipher.seal(JSON.stringify(row), 'd-1') })

const announced: DeliveryRecord = {
  delivery: 'd-1',
  feed: feed.id,
  region: '350200000000',
  lastRow: 0,
  received: 0,
  nameless: 0,
  throughMonth: null,
}
const step = (
  inputs: ReturnType<typeof record>[],
  known = announced,
  households: ReadonlyMap<string, string> = new Map(),
): Decided<IngestChange> =>
  stage.step(
    { deliveries: new Map([['d-1', known]]), households, nameKeys: new Map(), corrections: [], erased: new Set() },
    inputs.map(stage.read),
  )

const sent = <T>(decided: Decided<IngestChange>, topic: string): T[] =>
  decided.outputs.filter((output) => output.topic === topic).map((output) => JSON.parse(output.value) as T)

test('events are checked once, here: readers of the same schema take what was written as it stands', () => {
  const [written] = step([record(1, sealed(good))]).outputs
  const event = readChangeEvent(written?.value ?? '')
  expect(event).toMatchObject({ type: 'DisabilityCertified', data: { level: 2 } })
  const crooked = stageOf(feed, (...row) => {
    const mapped = mapRow(...row)
    return mapped.kind === 'accepted'
      ? { ...mapped, event: { ...event, data: { ...event.data, level: 9 } } as ChangeEvent }
      : mapped
  })
  expect(() => crooked.read(record(1, sealed(good)))).toThrow('level')
})

test('a good row becomes an event that names nobody, and the vault learns who it is', () => {
  const decided = step([record(1, sealed(good))])
  const [event] = sent<ChangeEvent>(decided, topics.changeEvents)
  expect(event).toMatchObject({ type: 'DisabilityCertified', data: { category: 4, level: 2 }, delivery: 'd-1' })
  expect(JSON.stringify(decided.outputs)).not.toMatch(/350203197906027843|魏兰/)
  expect(decided.change.statements).toMatchObject([{ person: event?.subject, kind: 'identity' }])
  expect(decided.change.progress).toMatchObject([{ received: 1, accepted: 1, lastRow: 1, ended: false }])
})

test('a bad row is set aside with its reason, its field and its sealed words, and the good one goes on', () => {
  const decided = step([record(1, sealed(bad)), record(2, sealed(good))])
  expect(sent<QuarantineNotice>(decided, topics.quarantine)).toMatchObject([
    { reason: 'unknown-code', field: '残疾等级', rowNo: 1 },
  ])
  const [row] = decided.change.quarantined
  expect(JSON.parse(cipher.open(row?.sealed ?? '', row?.notice.quarantineId))).toEqual(bad)
  expect(decided.change.progress).toMatchObject([{ received: 2, accepted: 1, quarantined: { 'unknown-code': 1 } }])
})

test('a row that was appended twice is counted once', () => {
  const decided = step([record(1, sealed(good)), record(1, sealed(good))])
  expect(decided.change.progress).toMatchObject([{ received: 1, accepted: 1 }])
  const later = step([record(1, sealed(good))], { ...announced, lastRow: 1, received: 1 })
  expect(later.outputs).toEqual([])
})

test('a row that the door could not read is set aside with what was read of it', () => {
  const decided = step([record(1, { sealed: cipher.seal('"350203…', 'd-1'), problem: 'bad-row' })])
  expect(sent<QuarantineNotice>(decided, topics.quarantine)).toMatchObject([{ reason: 'bad-row', field: null }])
})

test('the end of a whole delivery says that its roll was delivered for the region; the end of a part does not', () => {
  const whole = step([record(1, sealed(good)), record(2, { end: 'whole' })])
  expect(sent<ChangeEvent>(whole, topics.changeEvents).at(-1)).toMatchObject({
    type: 'RollDelivered',
    subject: 'region:350200000000',
    data: { day: '2026-10-31', rows: 1 },
  })
  const last = step([record(1, sealed(good)), record(2, { end: 'whole', partsThroughMonth: '2026-10' })])
  expect(sent<ChangeEvent>(last, topics.changeEvents).at(-1)).toMatchObject({ data: { throughMonth: '2026-10' } })
  const part = step([record(1, sealed(good)), record(2, { end: 'part' })])
  expect(sent<ChangeEvent>(part, topics.changeEvents).map(({ type }) => type)).toEqual(['DisabilityCertified'])
  expect(part.change.progress).toMatchObject([{ ended: true }])
})

test('a corrected row closed nothing: now it closes what the department was asked to correct, and a repeat does not', () => {
  const [event] = sent<ChangeEvent>(step([record(1, sealed(good))]), topics.changeEvents)
  const asked = {
    id: 7,
    feed: feed.id,
    person: event?.subject ?? '',
    type: event?.type ?? '',
    sourceKey: event?.sourcekey ?? '',
    said: saidOf(event?.data ?? {}),
  }
  const correctedBy = (row: object, more: Partial<typeof asked> = {}) => {
    const state = {
      deliveries: new Map(),
      households: new Map(),
      nameKeys: new Map(),
      corrections: [{ ...asked, ...more }],
      erased: new Set<string>(),
    }
    return stage.step(state, [stage.read(record(1, sealed(row)))]).change.corrected
  }
  expect(correctedBy(good)).toEqual([])
  expect(correctedBy({ ...good, 办证日期: '2026-10-19' })).toEqual([{ id: 7, delivery: 'd-1' }])
  expect(correctedBy({ ...good, 办证日期: '2026-10-19' }, { feed: 'other' })).toEqual([])
  // The wrong statement still stands beside one under another key.
  expect(correctedBy({ ...good, 办证日期: '2026-10-19' }, { sourceKey: 'other' })).toEqual([])
  expect(correctedBy({ ...good, 办证日期: '2026-10-19' }, { person: 'p_other' })).toEqual([])
})

test('a row that crashes the mapping is received and set aside', () => {
  const decided = stage.deadLetter(record(3, sealed(good)), new Error('bug'))
  expect(decided.change.progress).toMatchObject([{ received: 1, quarantined: { crashed: 1 }, lastRow: 3 }])
  expect(sent<QuarantineNotice>(decided, topics.quarantine)).toMatchObject([{ reason: 'crashed', rowNo: 3 }])
})

const produced = (offset: number, value: string): Received => ({
  topic: 'records.disability-cert',
  partition: 3,
  offset,
  key: '',
  value,
})

test('a bare row that a department produced is a row of the delivery of its feed, day and partition', () => {
  const decided = step([produced(41, JSON.stringify(good)), produced(42, JSON.stringify(bad))])
  const delivery = 'stream:disability-cert:2026-10-31:3'
  expect(sent<ChangeEvent>(decided, topics.changeEvents)).toMatchObject([
    { id: `${delivery}/42`, businessday: '2026-10-31', time: '2026-10-31T09:00:00Z', data: { category: 4 } },
  ])
  expect(sent<QuarantineNotice>(decided, topics.quarantine)).toMatchObject([{ reason: 'unknown-code', rowNo: 43 }])
  expect(decided.change.progress).toMatchObject([
    {
      delivery,
      opens: { feed: 'disability-cert', businessDay: '2026-10-31', region: '350200000000' },
      received: 2,
      accepted: 1,
      lastRow: 43,
      ended: true,
    },
  ])
  expect(JSON.stringify(decided.outputs)).not.toMatch(/350203197906027843|魏兰/)
})

test.each([
  ['words', '一行乱码', 'bad-row'],
  ['a list', '[{"姓名":"魏兰"}]', 'bad-row'],
  ['nothing', '', 'bad-row'],
  ['bytes that are no UTF-8', '{"姓名":"\uFFFD\uFFFD"}', 'bad-encoding'],
])('a message of %s is set aside with its words and counted', (_, value, reason) => {
  const decided = step([produced(9, value)])
  const [row] = decided.change.quarantined
  expect(row?.notice).toMatchObject({ reason, delivery: 'stream:disability-cert:2026-10-31:3', rowNo: 10 })
  expect(cipher.open(row?.sealed ?? '', row?.notice.quarantineId)).toBe(value)
  expect(decided.change.progress).toMatchObject([{ received: 1, accepted: 0, quarantined: { [reason]: 1 } }])
})

test('events of one household share a key, so that one worker has them; a stranger has his own', () => {
  const rows = [record(1, { row: good })]
  const [person = ''] = stage.touches(rows.map(stage.read)).persons
  const keys = (decided: Decided<IngestChange>) => decided.outputs.map(({ key }) => key)
  expect(keys(step(rows))).toEqual([person])
  expect(keys(step(rows, announced, new Map([[person, '350200000001']])))).toEqual(['350200000001'])
})

test('a record of a delivery that nobody announced opens its account instead of being dropped', () => {
  const decided = stage.step(
    { deliveries: new Map(), households: new Map(), nameKeys: new Map(), corrections: [], erased: new Set() },
    [stage.read(record(1, { row: good }))],
  )
  expect(decided.change.progress).toMatchObject([{ delivery: 'd-1', opens: { feed: feed.id }, accepted: 1 }])
})

describe('a roll', () => {
  const roll = stageOf(feedOf('assistance-roll'))
  const line = { 家庭编号: 'JZ1', 身份证号: '350203197906027843', 姓名: '魏兰', 救助类型: '低保', 状态: '在保' }
  const unclear = { ...line, 状态: '待定' }
  const nameless = { ...line, 身份证号: '3.50203E+17' }
  const stepped = (rows: readonly object[], known: Partial<DeliveryRecord> = {}) => {
    const records = rows.map((row, i) => record(i + 1, sealed(row)))
    const inputs = [...records, record(rows.length + 1, { end: 'whole' })].map(roll.read)
    const deliveries = new Map([['d-1', { ...announced, ...known }]])
    return roll.step(
      { deliveries, households: new Map(), nameKeys: new Map(), corrections: [], erased: new Set() },
      inputs,
    )
  }
  const typesOf = (decided: Decided<IngestChange>) =>
    sent<ChangeEvent>(decided, topics.changeEvents).map(({ type }) => type)

  test('with a row that names a person but cannot be read tells so, and its delivery waits until that is heard', () => {
    const decided = stepped([line, unclear])
    expect(typesOf(decided)).toEqual(['AssistanceListed', 'RowSetAside', 'RollDelivered'])
    expect(decided.change.progress).toMatchObject([{ received: 2, accepted: 1, marked: 1, nameless: 0, problem: null }])
  })

  test('with a slip in an ID number is whole', () => {
    const decided = stepped([line, nameless, nameless, nameless])
    expect(typesOf(decided)).toEqual(['AssistanceListed', 'RollDelivered'])
    expect(decided.change.progress).toMatchObject([{ marked: 0, nameless: 3, problem: null }])
  })

  test('of which too much names nobody, or that is empty, is not whole, and its receipt says why', () => {
    const ruined = stepped([line, nameless, nameless, nameless, nameless])
    expect(typesOf(ruined)).toEqual(['AssistanceListed'])
    expect(ruined.change.progress).toMatchObject([{ ended: true, problem: expect.stringContaining('5行中有4行') }])
    const earlier = { received: 1_000, nameless: 50 }
    expect(stepped([nameless], earlier).change.progress).toMatchObject([{ problem: expect.stringContaining('51行') }])
    expect(stepped([line], earlier).change.progress).toMatchObject([{ problem: null }])
    expect(typesOf(stepped([]))).toEqual([])
    expect(typesOf(stepped([nameless]))).toEqual([])
  })

  test('differs from changes, from which nobody is missing: they are whole, be they empty or unreadable', () => {
    const empty = step([record(1, { end: 'whole' })])
    const unread = step([record(1, sealed(bad)), record(2, { end: 'whole' })])
    for (const decided of [empty, unread]) {
      expect(typesOf(decided)).toEqual(['RollDelivered'])
      expect(decided.change.progress).toMatchObject([{ marked: 0, nameless: 0, problem: null }])
    }
  })

  test('loses a row that crashes the mapping as one that names nobody', () => {
    const decided = roll.deadLetter(record(3, sealed(line)), new Error('bug'))
    expect(decided.change.progress).toMatchObject([{ nameless: 1 }])
    expect(stage.deadLetter(record(3, sealed(good)), new Error('bug')).change.progress).toMatchObject([{ nameless: 0 }])
  })
})

test('a message that no key opens, no store holds or nobody can write again is set aside, and stops nothing', () => {
  const raw = JSON.parse(record(7, sealed(good)).value) as RawRecord
  const hostile = [
    { ...raw, sealed: 'a1-00000000.AAAA' },
    { ...raw, sealed: 'no seal at all' },
    { ...raw, delivery: 'd-1\0' },
    { ...raw, delivery: '\uD800' },
    { ...raw, delivery: 'd'.repeat(10_000) },
    { ...raw, businessDay: '0000-01-01' },
    { ...raw, asOf: '0000-01-01' },
    { ...raw, receivedAt: '2026-10-31T09:00:00+23:00' },
    { ...raw, notWhole: '\0', end: 'whole' },
    { ...raw, partsThroughMonth: '\0', end: 'whole' },
    { ...raw, sealed: undefined, row: { 残疾等级: '\0', '\0': 1 } },
  ].map((value) => JSON.stringify(value))
  const deep = `{"残疾人证号":${'['.repeat(20_000)}${']'.repeat(20_000)}}`
  const inside = JSON.stringify({ ...raw, sealed: undefined, row: 'deep' }).replace('"deep"', deep)
  for (const value of [...hostile, deep, inside, 'null', '', '[]', '\0', '{"a":1e999}']) {
    const decided = setAside(produced(7, value))
    expect(decided.change.quarantined).toHaveLength(1)
    const saved = { ...decided.change, quarantined: decided.change.quarantined.map(({ notice }) => notice) }
    expect(JSON.stringify(saved)).not.toMatch(/\\u0000|\\ud800|"0000-|\+23:00|d{201}/)
    for (const notice of sent(decided, topics.quarantine)) expect(QuarantineNotice.parse(notice)).toEqual(notice)
  }
})

/** As a stage does: what crashes is a dead letter. */
const setAside = (message: Received): Decided<IngestChange> => {
  try {
    return step([message])
  } catch (error) {
    return stage.deadLetter(message, error)
  }
}
