import { expect, test } from 'vitest'
import { knownHouseholds } from '../src/known-households.ts'

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
  const householdsOf = knownHouseholds()
  expect((await householdsOf(tx, ['li', 'new'])).get('li')).toBe('h1')
  const households = await householdsOf(tx, ['li', 'new', 'wang'])
  expect([households.get('li'), households.get('new'), households.get('wang')]).toEqual(['h1', undefined, 'h2'])
  await householdsOf(tx, ['li', 'wang'])
  expect(asked).toEqual([
    ['li', 'new'],
    ['new', 'wang'],
  ])
})

test('when it is full it forgets who was asked for longest ago, not everybody, and never one who is asked for now', async () => {
  const persons = (letter: string, count: number) => Array.from({ length: count }, (_, i) => `${letter}${i}`)
  const [first, later, most] = [persons('p', 60_000), persons('q', 60_000), persons('r', 120_000)]
  const everybody = [...first, ...later, ...most, 'li']
  const { asked, tx } = asking(Object.fromEntries(everybody.map((person) => [person, `h-${person}`])))
  const householdsOf = knownHouseholds()
  await householdsOf(tx, ['li'])
  await householdsOf(tx, first)
  const households = await householdsOf(tx, ['li', ...later])
  expect([households.get('li'), households.get('q59999'), households.size]).toEqual(['h-li', 'h-q59999', 60_001])
  await householdsOf(tx, [...later, 'li', 'p59999', 'p0'])
  expect(asked.at(-1)).toEqual(['p0'])
  expect((await householdsOf(tx, most)).size).toBe(120_000)
})
