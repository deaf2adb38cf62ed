import type { Assessment, ChangeEvent, ChangeEventData, ChangeEventType, PersonId } from '@shouwang/contracts'
import { QuarantineNotice, topics } from '@shouwang/contracts'
import { factsIn, newlyDelivered, type PersonRecord } from '@shouwang/household'
import type { LevelHistory } from '@shouwang/indicators'
import { loadPolicies, policyOn } from '@shouwang/policy'
import type { HouseholdRecord, ScoringState } from '@shouwang/postgres'
import { expect, test } from 'vitest'
import { review, type Scored, scoringStage } from '../src/flow.ts'

const policies = loadPolicies()
const judgement = {
  policyOn: (region: string | null, day: string) => policyOn(policies, region, day),
  digest: (text: string) => text,
}
const stage = scoringStage(judgement)
const person = (n: number): PersonId => `p_${String(n).padStart(24, '0')}`

const said = <T extends ChangeEventType>(type: T, subject: string, data: ChangeEventData[T], more: object = {}) =>
  ({
    specversion: '1.0',
    id: `${type}/${subject}/${JSON.stringify(data)}`,
    source: '/feeds/test',
    type,
    subject,
    time: '2026-10-31T09:00:00+08:00',
    feed: 'test',
    provider: '测试',
    delivery: 'd-1',
    businessday: '2026-10-31',
    asof: '2026-10-31',
    sourcekey: 'key',
    revision: 20261031,
    retracted: false,
    data,
    ...more,
  }) as ChangeEvent

const registered = (n: number, householdNo: string, relation: 'head' | 'spouse' = 'head') =>
  said('ResidentRegistered', person(n), {
    householdNo,
    relation,
    sex: 'male',
    birthDate: '1980-01-01',
    region: '350203001201',
  })
const burnt = (n: number, more: object = {}) =>
  said('FireReported', person(n), { day: '2026-10-28', lossFen: 8_600_000, homeDamaged: true }, more)

/** Everything that scoring keeps, in memory, and what it published. */
const town = () => {
  let state: ScoringState<LevelHistory> = {
    neighbourhood: { persons: new Map(), kin: new Map(), delivered: [] },
    households: new Map(),
  }
  const published: Assessment[] = []
  const keep = ({
    change,
    outputs,
  }: {
    change: Scored
    outputs: readonly { topic: string; value: string }[]
  }): Scored => {
    const persons = new Map<PersonId, PersonRecord>(state.neighbourhood.persons)
    for (const record of change.persons) persons.set(record.person, record)
    const households = new Map<string, HouseholdRecord<LevelHistory>>(state.households)
    for (const { record } of change.judged) households.set(record.household, record)
    for (const record of change.confirmed) households.set(record.household, record)
    const delivered = [...state.neighbourhood.delivered, ...newlyDelivered(state.neighbourhood.delivered, change.ends)]
    state = { neighbourhood: { persons, kin: new Map(), delivered }, households }
    for (const { topic, value } of outputs) if (topic === topics.assessments) published.push(JSON.parse(value))
    return change
  }
  return {
    published,
    hear: (...events: ChangeEvent[]) => keep(stage.step(state, events)),
    review: (household: string, day: string) => keep(review(judgement, state, [{ household, day }])),
    due: (bugged: typeof judgement, households: readonly string[], day: string) =>
      review(
        bugged,
        state,
        households.map((household) => ({ household, day })),
      ),
    awaitedAnother: (household: string) => {
      const record = state.households.get(household) as HouseholdRecord<LevelHistory>
      const before = { ...record, fingerprint: record.fingerprint.replace(/[^/]*$/, 'another-feed') }
      state = { ...state, households: new Map(state.households).set(household, before) }
    },
  }
}

test('a fire at a registered home is published with its reason', () => {
  const { hear, published } = town()
  hear(registered(1, '350100000001'), burnt(1))
  expect(published).toMatchObject([
    { household: '350100000001', version: 1, level: 'red', fires: [{ indicator: 'fire-loss', direction: 'urgent' }] },
  ])
})

test('an assessment says since when the oldest record behind it waits, and one of time alone does not', () => {
  const { hear, review: reviewed, published } = town()
  hear(registered(1, '350100000001'), burnt(1, { time: '2026-10-31T08:59:00+08:00' }))
  reviewed('350100000001', published.at(-1)?.reviewOn ?? '')
  expect(published.map(({ acceptedAt }) => acceptedAt)).toEqual(['2026-10-31T08:59:00+08:00', undefined])
})

test('a household that a bug keeps from being judged again is put off, and the others are judged', () => {
  const { hear, due } = town()
  hear(registered(1, '350100000001'), burnt(1), registered(2, '350100000002'), burnt(2), registered(3, '350100000003'))
  const policyOn = (region: string | null, day: string) => {
    if (calls++ === 1) throw new Error('a bug in a rule')
    return judgement.policyOn(region, day)
  }
  let calls = 0
  const households = ['350100000001', '350100000002', '350100000003']
  const { change, putOff } = due({ ...judgement, policyOn }, households, '2026-12-31')
  expect(change.confirmed.concat(change.judged.map(({ record }) => record)).map(({ household }) => household)).toEqual([
    '350100000003',
    '350100000001',
  ])
  expect(putOff).toEqual([{ household: '350100000002', until: '2027-01-01', error: new Error('a bug in a rule') }])
  expect(change.putOff).toBe(putOff)
})

test('an event heard again is counted as a duplicate and nothing is published', () => {
  const { hear, published } = town()
  hear(registered(1, '350100000001'), burnt(1))
  const again = hear(burnt(1))
  expect(again.tallies.get('d-1')).toMatchObject({ applied: 0, duplicate: 1 })
  expect(again.judged).toEqual([])
  expect(published).toHaveLength(1)
})

test('a household that awaits another delivery than before is kept, and not published again', () => {
  const { hear, awaitedAnother, review: reviewed, published } = town()
  hear(registered(1, '350100000001'), burnt(1))
  awaitedAnother('350100000001')
  const change = reviewed('350100000001', '2026-10-31')
  expect(change.judged.map(({ record }) => [record.household, record.version])).toEqual([['350100000001', 1]])
  expect(published).toHaveLength(1)
})

test('a person who moves takes his facts along, and both households are judged', () => {
  const { hear, published } = town()
  hear(registered(1, '350100000001'), burnt(2), registered(2, '350100000001', 'spouse'))
  hear(registered(2, '350100000009'))
  expect(published.slice(-2).map(({ household, fires }) => [household, fires.length])).toEqual([
    ['350100000001', 0],
    ['350100000009', 1],
  ])
})

test('a stranger who needs help is a household of his own until a register names him', () => {
  const { hear, published } = town()
  hear(burnt(3))
  expect(published.at(-1)).toMatchObject({ household: `~${person(3)}`, householdNo: '', level: 'red' })
  hear(registered(3, '350100000003'))
  expect(published.slice(-2)).toMatchObject([
    { household: `~${person(3)}`, members: [], fires: [] },
    { household: '350100000003', level: 'red' },
  ])
})

test('time alone clears what its window no longer holds', () => {
  const { hear, review: reviewed, published } = town()
  hear(registered(1, '350100000001'), burnt(1))
  const due = published.at(-1)?.reviewOn ?? ''
  reviewed('350100000001', due)
  expect(published.at(-1)).toMatchObject({ day: due, version: 2, fires: [] })
})

test('a household is never judged on a day before its last judgement', () => {
  const { hear, published } = town()
  hear(registered(1, '350100000001'))
  hear(burnt(1, { asof: '2026-10-29', businessday: '2026-10-29' }))
  expect(published.at(-1)?.day).toBe('2026-10-31')
})

test('a family on a roll, and one whose advice speaks of a missing roll, are judged again when the next roll comes', () => {
  const { hear } = town()
  const listed = said('AssistanceListed', person(1), {
    programme: 'dibao',
    rollNo: 'JZ1',
    status: 'active',
    householdMonthlyFen: 100_000,
    from: '2026-01-01',
    to: null,
  })
  const bill = said('MedicalSettled', person(2), {
    settledOn: '2026-10-20',
    care: 'inpatient',
    totalFen: 9_000_000,
    inScopeSelfPaidFen: 6_600_000,
    outOfScopeFen: 0,
    personalBurdenFen: 6_600_000,
    diseaseCode: null,
    diseaseName: null,
    refund: false,
    refundOf: null,
  })
  const { judged } = hear(
    registered(1, '350100000001'),
    { ...listed, feed: 'assistance-roll' },
    registered(2, '350100000002'),
    bill,
  )
  expect(judged.map(({ awaits }) => awaits)).toEqual([
    expect.arrayContaining(['assistance-roll']),
    expect.arrayContaining(['assistance-roll']),
  ])
})

test('an event that a bug keeps from being judged is set aside and counted', () => {
  const message = { topic: 'change-events.v1', key: 'k', value: '{"delivery":"d-9"}' }
  const { change, outputs } = stage.deadLetter({ ...message, partition: 0, offset: 4 }, new Error('bug'))
  expect(change.tallies.get('d-9')).toMatchObject({ quarantinedLater: 1 })
  expect(outputs).toMatchObject([{ topic: topics.quarantine }])
  expect(change.deadLetter).toMatchObject({ ...message, counted: true, notice: { stage: 'scoring', delivery: 'd-9' } })
})

test('a message is set aside whatever is wrong with it, and counted only where its delivery counts it', () => {
  const deadLetterOf = (value: string) =>
    stage.deadLetter({ topic: 'change-events.v1', partition: 0, offset: 4, key: 'k', value }, new Error('bug')).change
  const odd = { feed: 'x'.repeat(9_000), delivery: 'd\0', businessday: '0000-01-01', id: 7, time: 'noon' }
  for (const value of ['no event at all', 'null', '[]', JSON.stringify(odd)]) {
    const { deadLetter, tallies } = deadLetterOf(value)
    expect(tallies.size).toBe(0)
    expect(deadLetter).toMatchObject({ value, counted: false, notice: { feed: 'unknown', delivery: 'unknown' } })
    expect(QuarantineNotice.parse(deadLetter?.notice).businessDay).toBe('1970-01-01')
  }
  expect(deadLetterOf('{"type":"RollDelivered","delivery":"d-9"}').tallies.size).toBe(0)
})

const allowance = 'elder-allowance'
const rowSetAside = (n: number) =>
  said('RowSetAside', person(n), { reason: 'bad-amount' }, { feed: allowance, delivery: 'd-9' })

test('a row that ingest set aside is heard of, and is no row that was applied', () => {
  const { tallies } = town().hear(registered(1, '350100000001'), rowSetAside(1))
  expect(tallies.get('d-9')).toEqual({ applied: 0, duplicate: 0, stale: 0, quarantinedLater: 0, marked: 1 })
  const message = {
    topic: 'change-events.v1',
    partition: 0,
    offset: 4,
    key: 'k',
    value: JSON.stringify(rowSetAside(1)),
  }
  const crashed = stage.deadLetter(message, new Error('bug')).change
  expect(crashed.tallies.get('d-9')).toMatchObject({ quarantinedLater: 0, marked: 1 })
  expect(crashed.deadLetter).toMatchObject({ counted: false })
})

test('of two at eighty-six whom no payment names, the one whose row waits is not said to be missed', () => {
  const old = (n: number) =>
    said('ResidentRegistered', person(n), {
      householdNo: `35010000000${n}`,
      relation: 'head',
      sex: 'male',
      birthDate: '1940-01-01',
      region: '350203001201',
    })
  const { hear, published } = town()
  const paid = { day: '2026-10-31', throughMonth: '2026-10', rows: 2 }
  hear(said('RollDelivered', 'region:350200000000', paid, { feed: allowance }))
  hear(old(1), rowSetAside(1), old(2))
  const missed = expect.arrayContaining([expect.objectContaining({ indicator: 'elder-allowance-missed' })])
  const unread = published.find(({ householdNo }) => householdNo === '350100000001')
  const absent = published.find(({ householdNo }) => householdNo === '350100000002')
  expect(absent?.fires).toEqual(missed)
  expect(unread?.fires).not.toEqual(missed)
  expect(unread?.unknown).toEqual(missed)
  expect(unread?.unknown.flatMap(({ missing }) => missing)).toContain(`测试2026-10-31报送中{${person(1)}}的一行待修正`)
})

test('a fact that no rule reads is kept and counted, and judges nobody anew', () => {
  const { hear, published } = town()
  hear(registered(1, '350100000001'), burnt(1))
  const helped = said('LegalAidGranted', person(1), { cause: '劳动报酬', grantedOn: '2026-10-30' })
  const { persons, judged, confirmed, tallies } = hear(helped)
  expect(persons.map(({ book }) => factsIn(book, 'LegalAidGranted')?.size)).toEqual([1])
  expect({ judged, confirmed, published: published.length }).toEqual({ judged: [], confirmed: [], published: 1 })
  expect(tallies.get('d-1')).toMatchObject({ applied: 1 })
  expect(hear(said('LegalAidGranted', person(2), helped.data as never)).persons).toHaveLength(1)
})

test('wages that change no verdict change the glance that is kept, so that no draft is tried on old ones', () => {
  const { hear } = town()
  const paid = (month: string) =>
    said('SocialInsurancePaid', person(1), { month, baseFen: 400_000, employer: '厂' }, { sourcekey: month })
  hear(registered(1, '350100000001'), paid('2026-09'))
  const glances = ['2026-10', '2026-11'].map((month) => {
    const { judged, confirmed } = hear(paid(month))
    return [...judged.map(({ record }) => record), ...confirmed].map(({ glance }) => glance)
  })
  expect(glances.map(([glance]) => glance?.match(/\d{4}-\d\d:/g)?.at(-1))).toEqual(['2026-10:', '2026-11:'])
})
