import type { Assessment, ChangeEventOf, Day, PersonId } from '@shouwang/contracts'
import type { Received } from '@shouwang/flow'
import type { PersonRecord } from '@shouwang/household'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  concludeDeliveries,
  lockRechecks,
  lockReviews,
  type ScoringChange,
  type ScoringState,
  type Sql,
  saveScoring,
  scoringRepository,
  sqlStore,
  type Touched,
} from '../src/index.ts'
import { openStore, untilSomeoneWaits } from './open-store.ts'

/** Who was in the household when it was judged: what an outdated judgement would leave out. */
type Members = readonly PersonId[]

let sql: Sql
beforeAll(async () => {
  sql = await openStore()
})
afterAll(() => sql.close())

const day: Day = '2026-10-31'
const personId = (i: number): PersonId => `p_${String(i).padStart(24, '0')}`

const message = (partition: number, offset: number): Received => ({
  topic: 'change-events.v1',
  partition,
  offset,
  key: 'k',
  value: '',
})

/** A worker that does `meanwhile` between reading and deciding. */
const worker = (instance: string, meanwhile: () => Promise<void> = async () => undefined) => {
  const repository = scoringRepository<Members>()
  return sqlStore<Touched, ScoringState<Members>, ScoringChange<Members>>(
    sql,
    {
      ...repository,
      load: async (tx, touched) => {
        const state = await repository.load(tx, touched)
        await meanwhile()
        return state
      },
    },
    { instance },
  )
}

/**
 * What two workers do between reading and deciding: the first to have read goes on once the other waits for it. Where nothing
 * made the other wait, both decide on what they read at the same time.
 */
const meeting = () => {
  const bothHaveRead = Promise.withResolvers<void>()
  let read = 0
  return async () => {
    read += 1
    if (read === 2) bothHaveRead.resolve()
    else await Promise.race([bothHaveRead.promise, untilSomeoneWaits(sql)])
  }
}

const hardship = { ring: 'unknown', cause: 'none', points: 0, traits: ['age:18-59', 'disabled'] } as const
const patrol = { groups: [], changesOn: null } as const
const officialKin = { state: 'none', changesOn: null } as const
const received = [{ programme: 'dibao', from: '2026-01-01', to: null, persons: 2 }] as const
const nothing = { persons: [], judged: [], confirmed: [], ends: [], putOff: [], tallies: new Map() }
const touching = (persons: readonly PersonId[], registerNos: readonly string[]): Touched => ({
  persons,
  registerNos,
  rollNos: [],
})

const memberOf = (household: string, person: PersonId): PersonRecord => ({
  person,
  household,
  registerNo: household,
  rollNo: null,
  visitNo: null,
  kin: [],
  book: {},
})

const moveIn = (
  partition: number,
  offset: number,
  household: string,
  person: PersonId,
  meanwhile?: () => Promise<void>,
) =>
  worker(`w${partition}`, meanwhile).transact(
    'scoring',
    [message(partition, offset)],
    (state) => {
      const before = state.households.get(household)
      const levelHistory = [...state.neighbourhood.persons.keys(), person]
      const record = {
        household,
        householdNo: household,
        region: null,
        day,
        version: (before?.version ?? 0) + 1,
        fingerprint: String(levelHistory.length),
        levelHistory,
        glance: null,
      }
      const assessment = { level: 'none', reviewOn: null } as Assessment
      return {
        change: {
          ...nothing,
          persons: [memberOf(household, person)],
          judged: [{ record, assessment, awaits: ['roll'], hardship, patrol, officialKin, received }],
        },
        outputs: [],
      }
    },
    () => touching([person], [household]),
  )

const judgedAs = async (household: string) => {
  const [row] = await sql.query<{ version: number; levelHistory: string }>(
    'select version, level_history as "levelHistory" from households where household = $1',
    [household],
  )
  return { version: row?.version, levelHistory: JSON.parse(row?.levelHistory ?? '[]') as Members }
}

test('two workers that found one household at once judge it one after the other, with everyone in it', async () => {
  const both = async (offset: number, one: PersonId, other: PersonId) => {
    const meet = meeting()
    await Promise.all([moveIn(0, offset, 'H1', one, meet), moveIn(1, offset, 'H1', other, meet)])
  }
  await both(0, personId(1), personId(2))
  const { version, levelHistory } = await judgedAs('H1')
  expect(version).toBe(2)
  expect(levelHistory.toSorted()).toEqual([personId(1), personId(2)])
  await both(1, personId(3), personId(4))
  expect((await judgedAs('H1')).levelHistory).toHaveLength(4)
})

test('two workers whose events name only members of one household judge it one after the other', async () => {
  await moveIn(0, 10, 'H2', personId(11))
  await moveIn(0, 11, 'H2', personId(12))
  const meet = meeting()
  const leave = (partition: number, person: PersonId) =>
    worker(`w${partition}`, meet).transact(
      'scoring',
      [message(partition, 20)],
      (state) => {
        const before = state.households.get('H2')
        const members = [...state.neighbourhood.persons.values()].filter(({ household }) => household === 'H2')
        const levelHistory = members.map((member) => member.person).filter((other) => other !== person)
        if (before === undefined) throw new Error('the household is gone')
        const record = { ...before, version: before.version + 1, levelHistory }
        const assessment = { level: 'none', reviewOn: null } as Assessment
        const moved = memberOf(`~${person}`, person)
        return {
          change: {
            ...nothing,
            persons: [{ ...moved, registerNo: null }],
            judged: [{ record, assessment, awaits: [], hardship, patrol, officialKin, received }],
          },
          outputs: [],
        }
      },
      () => touching([person], []),
    )
  await Promise.all([leave(0, personId(11)), leave(1, personId(12))])
  expect((await judgedAs('H2')).levelHistory).toEqual([])
})

/** The end of a delivery of which `accepted` rows are to be judged, heard by a worker. */
const endsWith = async (delivery: string, partition: number, accepted: number): Promise<void> => {
  await sql.query(
    `insert into deliveries (delivery, feed, business_day, status, region, accepted)
     values ($1, 'roll', $2, 'processing', '350200000000', $3)`,
    [delivery, day, accepted],
  )
  const end = { id: `${delivery}/end`, delivery } as ChangeEventOf<'RollDelivered'>
  await judging(partition, { ends: [end] })
}

const judging = (partition: number, change: Partial<ScoringChange<Members>>) =>
  worker('w1').transact(
    'scoring',
    [message(partition, 0)],
    () => ({ change: { ...nothing, ...change }, outputs: [] }),
    () => touching([], []),
  )

const applied = (delivery: string, rows: number) => ({
  tallies: new Map([[delivery, { ...none, applied: rows }]]),
})
const none = { applied: 0, duplicate: 0, stale: 0, quarantinedLater: 0, marked: 0 }

const conclude = () =>
  concludeDeliveries(sql, () => [{ feed: 'roll', region: '350200000000', day, throughMonth: null, judgeOn: day }])

const dueNow = async (): Promise<string[]> =>
  (await sql.transaction((tx) => lockRechecks(tx, 10))).map(({ household }) => household)

test('a delivery reaches a household that another worker is about to judge for the first time', async () => {
  await endsWith('d-1', 41, 1)
  await judging(42, applied('d-1', 1))
  const [hasRead, concluded] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const first = moveIn(0, 30, 'H3', personId(21), async () => {
    hasRead.resolve()
    await Promise.race([concluded.promise, untilSomeoneWaits(sql)])
  })
  await hasRead.promise
  await Promise.all([first, conclude().then(concluded.resolve)])
  expect(await dueNow()).toContain('H3')
})

test('a delivery counts once all of its rows are judged, wherever they are', async () => {
  await moveIn(0, 40, 'H4', personId(31))
  await endsWith('d-2', 43, 2)
  await judging(44, applied('d-2', 1))
  await conclude()
  expect(await dueNow()).not.toContain('H4')
  await judging(45, applied('d-2', 1))
  await conclude()
  expect(await dueNow()).toContain('H4')
})

test('a household that is put off is due on its day and not before, whatever it was due for', async () => {
  await moveIn(0, 50, 'H5', personId(41))
  await endsWith('d-3', 51, 1)
  await judging(52, applied('d-3', 1))
  await conclude()
  expect(await dueNow()).toContain('H5')
  await sql.transaction((tx) =>
    saveScoring<Members>(tx, { ...nothing, putOff: [{ household: 'H5', until: '2026-11-01' }] }),
  )
  const reviewedOn = (on: Day) =>
    sql.transaction(async (tx) => (await lockReviews(tx, on, 10)).map(({ household }) => household))
  expect([await dueNow(), await reviewedOn('2026-10-31'), await reviewedOn('2026-11-01')]).toEqual([
    expect.not.arrayContaining(['H5']),
    expect.not.arrayContaining(['H5']),
    expect.arrayContaining(['H5']),
  ])
})

test('a worker that lost a partition and its new owner do not both apply its messages', async () => {
  const seen: number[] = []
  const meet = meeting()
  const take = (instance: string) =>
    worker(instance, meet).transact(
      'counting',
      [message(7, 1), message(7, 2)],
      (_, fresh) => {
        seen.push(fresh.length)
        return { change: nothing, outputs: [] }
      },
      () => touching([], []),
    )
  await Promise.all([take('old'), take('new')])
  expect(seen).toEqual([2])
})

test('a delivery counts once scoring has heard of whom its rows set aside name', async () => {
  await moveIn(0, 60, 'H6', personId(51))
  await endsWith('d-4', 61, 0)
  await sql.query(`update deliveries set marks_due = 1, status = 'processing' where delivery = 'd-4'`)
  await judging(62, applied('d-4', 0))
  await conclude()
  expect(await dueNow()).not.toContain('H6')
  await judging(63, { tallies: new Map([['d-4', { ...none, marked: 1 }]]) })
  await conclude()
  expect(await dueNow()).toContain('H6')
})

test('a household that is only confirmed keeps the glance of now, and its old one is gone', async () => {
  await moveIn(0, 900, 'H900', personId(900))
  const record = {
    ...{ household: 'H900', householdNo: 'H900', region: null, day, version: 1 },
    ...{ fingerprint: '1', levelHistory: [personId(900)], glance: '1-a|||2026-10:400000|0' },
  }
  await worker('w0').transact(
    'scoring',
    [message(0, 901)],
    () => ({ change: { ...nothing, confirmed: [record] }, outputs: [] }),
    () => touching([personId(900)], ['H900']),
  )
  const rows = await sql.query('select glance from households where household = $1', ['H900'])
  expect(rows).toEqual([{ glance: record.glance }])
})
