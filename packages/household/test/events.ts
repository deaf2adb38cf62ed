import type { ChangeEvent, Day, Month } from '@shouwang/contracts'
import type { Fact } from '@shouwang/household'
import fc from 'fast-check'
import {
  adult,
  certified,
  child,
  dead,
  doubted,
  elder,
  foundAt,
  held,
  insured,
  listed,
  married,
  moved,
  pensioned,
  person,
  selfPaid,
  spouse,
  stated,
  withdrawn,
} from './family.ts'

/** The event that states a fact. */
export const eventOf = ({ subject, type, sourceKey, fact }: Fact): ChangeEvent =>
  ({
    specversion: '1.0',
    id: `${fact.feed}/${sourceKey}/${fact.revision}/${fact.retracted}`,
    source: `/feeds/${fact.feed}`,
    subject,
    time: '2026-10-31T08:00:00+08:00',
    feed: fact.feed,
    provider: fact.provider,
    delivery: 'test',
    businessday: fact.day,
    asof: fact.day,
    sourcekey: sourceKey,
    revision: fact.revision,
    retracted: fact.retracted,
    ...(fact.doubtful ? { namediffers: true } : {}),
    type,
    data: fact.data,
  }) as ChangeEvent

/** How many cases a property tries, and from which seed: set FC_RUNS and FC_SEED to look further or again. */
export const runs: fc.Parameters<unknown> = {
  numRuns: Number(process.env.FC_RUNS ?? 200),
  ...(process.env.FC_SEED === undefined ? {} : { seed: Number(process.env.FC_SEED) }),
}

const name = fc.constantFrom('li', 'wang', 'zhao', 'mei', 'lan')
const number = fc.constantFrom('h1', 'h2', 'h3')
const day: fc.Arbitrary<Day> = fc.constantFrom('2026-06-30', '2026-07-02', '2026-09-30', '2026-10-31')
const month: fc.Arbitrary<Month> = fc.constantFrom('2026-07', '2026-08', '2026-09', '2026-10')
const key = fc.constantFrom('a', 'b', '7', 'constructor')

const life = fc.oneof(
  fc.tuple(name, day, fc.constantFrom('police', 'health', 'funeral')).map(([who, on, source]) => dead(who, on, source)),
  fc.tuple(name, day, fc.option(day)).map(([who, from, to]) => held(who, from, to)),
  fc.tuple(name, fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 4 }), day).map((told) => certified(...told)),
  fc
    .tuple(name, name, day, fc.constantFrom('marriage', 'divorce'))
    .filter(([a, b]) => a !== b)
    .map((told) => married(...told)),
  fc
    .tuple(name, fc.option(name), fc.option(name))
    .map(([who, father, mother]) =>
      stated(who, 'ParentsRecorded', { father: father && person(father), mother: mother && person(mother) }),
    ),
)

const where = fc.oneof(
  fc
    .tuple(fc.constantFrom(adult, spouse, child, elder), name, number, day, key)
    .map(([as, who, householdNo, on, k]) => as(who, { householdNo, day: on, key: k })),
  fc
    .tuple(
      name,
      fc.constantFrom('marriage', 'migration', 'split', 'birth', 'cancelled', 'other'),
      fc.option(number),
      fc.option(number),
      day,
    )
    .map(([who, kind, to, from, on]) => moved(who, kind, to, on, { fromHouseholdNo: from, key: `${kind}/${on}` })),
  fc
    .tuple(
      name,
      fc.constantFrom('dibao', 'tekun', 'edge'),
      fc.constantFrom('JZ1', 'JZ2'),
      fc.constantFrom('active', 'stopped'),
      day,
      key,
    )
    .map(([who, programme, rollNo, status, on, k]) => listed(who, programme, { rollNo, status, day: on, key: k })),
  fc.tuple(name, number, day).map((told) => foundAt(...told)),
)

const money = fc.oneof(
  fc
    .tuple(name, fc.integer({ min: 1, max: 3 }), day, key)
    .map(([who, yuan, on, k]) => selfPaid(who, yuan, on, { key: k })),
  fc
    .tuple(name, fc.integer({ min: 1, max: 3 }), day, fc.option(key), key)
    .map(([who, yuan, on, refundOf, k]) => selfPaid(who, -yuan, on, { key: `R${k}`, refund: true, refundOf })),
  fc.tuple(name, fc.integer({ min: 1, max: 9 }), month).map(([who, yuan, of]) => insured(who, yuan, of)[0] as Fact),
  fc
    .tuple(name, fc.integer({ min: 1, max: 9 }), month)
    .map(([who, yuan, of]) => pensioned(who, yuan, 'resident', of)[0] as Fact),
)

const fact: fc.Arbitrary<Fact> = fc
  .tuple(fc.oneof(life, where, money), fc.integer({ min: 1, max: 3 }), fc.nat({ max: 4 }), fc.nat({ max: 4 }))
  .map(([told, revision, withdraw, doubt]) => {
    const revised = { ...told, fact: { ...told.fact, revision } }
    const stated = doubt === 0 ? doubted(revised) : revised
    return withdraw === 0 ? withdrawn(stated) : stated
  })

/** A stream of events about a few people who share households, with corrections, withdrawals and key clashes. */
export const events: fc.Arbitrary<readonly ChangeEvent[]> = fc.array(fact.map(eventOf), { maxLength: 30 })

/** The same events in another order, some of them more than once. */
export const reordered = (stream: readonly ChangeEvent[]): fc.Arbitrary<readonly ChangeEvent[]> =>
  fc.array(fc.nat({ max: Math.max(stream.length - 1, 0) }), { maxLength: stream.length }).chain((again) => {
    const all = [...stream, ...again.map((at) => stream[at]).filter((event) => event !== undefined)]
    return fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })
  })
