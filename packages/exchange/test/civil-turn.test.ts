import { afterCivilTurn, civilTurn } from '@shouwang/exchange'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const asked = { records: ['Death', 'DeathReversal'], since: '2026-01-01', againDays: 3, windowDays: 10 }

test('from the first day to today every kind is asked for on every day once, however long a window is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 28 }), (windowDays, day) => {
      const today = `2026-02-${String(day).padStart(2, '0')}`
      const days = { Death: [] as string[], DeathReversal: [] as string[] }
      let cursor: string | null = null
      for (let ends = false; !ends; ) {
        const { from, to, kind, record, page } = civilTurn({ ...asked, windowDays }, cursor, today)
        for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000)
          days[record as keyof typeof days].push(new Date(at).toISOString().slice(0, 10))
        const turn = { from, to, kind, record, page }
        const after = afterCivilTurn({ ...asked, windowDays }, turn, { isLast: true, today })
        cursor = after.next
        ends = after.ends
      }
      expect(new Set(days.Death).size).toBe(31 + day)
      expect(days.Death).toHaveLength(31 + day)
      expect(days.DeathReversal).toEqual(days.Death)
    }),
  )
})

test('a window that a day begins in the middle of stays the same until its last page', () => {
  const turn = civilTurn(asked, '2026-01-01/2026-01-04/1/2', '2026-01-05')
  expect(turn).toEqual({ from: '2026-01-01', to: '2026-01-04', kind: 1, record: 'DeathReversal', page: 2 })
  expect(afterCivilTurn(asked, turn, { isLast: false, today: '2026-01-05' }).next).toBe('2026-01-01/2026-01-04/1/3')
  const last = afterCivilTurn(asked, turn, { isLast: true, today: '2026-01-05' })
  expect(last).toEqual({ next: '2026-01-05/2026-01-05/0/1', ends: false })
})

test('the last days are asked for again, but none before the first that is declared', () => {
  expect(civilTurn(asked, '2026-01-20', '2026-01-21')).toMatchObject({ from: '2026-01-17', to: '2026-01-21' })
  expect(civilTurn(asked, '2026-01-02', '2026-01-03')).toMatchObject({ from: '2026-01-01', to: '2026-01-03' })
})

test('a kind that is declared no more lets its window begin again, and a cursor of another door begins with the first day', () => {
  const one = { ...asked, records: ['Death'] }
  expect(civilTurn(one, '2026-01-01/2026-01-10/1/4', '2026-02-01')).toMatchObject({
    from: '2026-01-01',
    kind: 0,
    page: 1,
  })
  expect(civilTurn(asked, '4711', '2026-02-01')).toMatchObject({ from: '2026-01-01', to: '2026-01-10' })
  expect(civilTurn(asked, '/outbox/4711', '2026-02-01')).toMatchObject({ from: '2026-01-01', kind: 0, page: 1 })
})
