import { expect, test } from 'vitest'
import { householdCache, nameKeyCache } from '../src/ingest/person-cache.ts'

const asking = (households: Readonly<Record<string, string>>) => {
  const asked: (readonly string[])[] = []
  const query = async (_: string, values: readonly unknown[] = []) => {
    const [persons] = values as [readonly string[]]
    asked.push(persons)
    return persons.flatMap((person) => {
      const household = households[person]
      return household === undefined ? [] : [{ person, household, key: household }]
    })
  }
  return { asked, tx: { query: query as never } }
}

test('asks once for those who are known, and again for those who were not', async () => {
  const { asked, tx } = asking({ li: 'h1', wang: 'h2' })
  const cache = householdCache()
  expect((await cache.of(tx, ['li', 'new'])).get('li')).toBe('h1')
  const households = await cache.of(tx, ['li', 'new', 'wang'])
  expect([households.get('li'), households.get('new'), households.get('wang')]).toEqual(['h1', undefined, 'h2'])
  await cache.of(tx, ['li', 'wang'])
  expect(asked).toEqual([
    ['li', 'new'],
    ['new', 'wang'],
  ])
})

test('forgets those who were asked for the longest ago rather than grow without end, and answers for everyone who is asked for', async () => {
  const crowd = (prefix: string) => Array.from({ length: 60_000 }, (_, i) => `${prefix}${i}`)
  const [some, others] = [crowd('p'), crowd('q')]
  const { asked, tx } = asking(Object.fromEntries([...some, ...others].map((person) => [person, `h-${person}`])))
  const cache = householdCache()
  for (const persons of [some, others]) expect((await cache.of(tx, persons)).size).toBe(60_000)
  const households = await cache.of(tx, ['p0', 'p59999', 'q59999'])
  expect([...households.values()].sort()).toEqual(['h-p0', 'h-p59999', 'h-q59999'])
  expect(asked.at(-1)).toEqual(['p0'])
})

test('a person whom this process renamed is asked for again, one whom another renamed within half a minute', async () => {
  const names: Record<string, string> = { li: 'li', wang: 'wang' }
  const { tx } = asking(names)
  let now = 1_000
  const cache = nameKeyCache(() => now)
  const known = async () => [...(await cache.of(tx, ['li', 'wang'])).values()]
  await known()
  names.li = 'li that was li'
  names.wang = 'wang that was wang'
  cache.forget(['li'])
  expect(await known()).toEqual(expect.arrayContaining(['li that was li', 'wang']))
  now += 30_001
  expect(await known()).toEqual(['li that was li', 'wang that was wang'])
})
