import { expect, test } from 'vitest'
import { householdCache } from '../src/ingest/household-cache.ts'

const asking = (households: Readonly<Record<string, string>>) => {
  const asked: (readonly string[])[] = []
  const query = async (_: string, values: readonly unknown[] = []) => {
    const [persons] = values as [readonly string[]]
    asked.push(persons)
    return persons.flatMap((person) => {
      const household = households[person]
      return household === undefined ? [] : [{ person, household }]
    })
  }
  return { asked, tx: { query: query as never } }
}

test('asks once for those who are known, and again for those who were not', async () => {
  const { asked, tx } = asking({ li: 'h1', wang: 'h2' })
  const householdsOf = householdCache()
  expect((await householdsOf(tx, ['li', 'new'])).get('li')).toBe('h1')
  const households = await householdsOf(tx, ['li', 'new', 'wang'])
  expect([households.get('li'), households.get('new'), households.get('wang')]).toEqual(['h1', undefined, 'h2'])
  await householdsOf(tx, ['li', 'wang'])
  expect(asked).toEqual([
    ['li', 'new'],
    ['new', 'wang'],
  ])
})

test('forgets all of them rather than grow without end, never one of those who are asked for', async () => {
  const persons = Array.from({ length: 60_000 }, (_, i) => `p${i}`)
  const { tx } = asking(Object.fromEntries([...persons, 'li'].map((person) => [person, `h-${person}`])))
  const householdsOf = householdCache()
  await householdsOf(tx, ['li'])
  await householdsOf(tx, persons)
  const others = Array.from({ length: 60_000 }, (_, i) => `q${i}`)
  const crowd = asking(Object.fromEntries([...others, 'li'].map((person) => [person, `h-${person}`])))
  const households = await householdsOf(crowd.tx, ['li', ...others])
  expect([households.get('li'), households.get('q59999'), households.size]).toEqual(['h-li', 'h-q59999', 60_001])
})
