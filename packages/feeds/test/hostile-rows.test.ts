import { readdirSync, readFileSync } from 'node:fs'
import { ChangeEvent } from '@shouwang/contracts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type EventFeed, mapRow, recogniseFeed } from '../src/index.ts'
import { hostileCells } from './hostile-cells.ts'
import { context, feeds, identity } from './row-of.ts'

const directory = new URL('./samples/', import.meta.url)

type Row = Readonly<Record<string, unknown>>
type Sample = { readonly feed: EventFeed; readonly rows: readonly Row[] }

const samples: readonly Sample[] = readdirSync(directory).flatMap((file) => {
  const lines = readFileSync(new URL(encodeURIComponent(file), directory), 'utf8')
    .trimEnd()
    .split('\n')
  const [headers = [], ...cells] = lines.map((line) => line.split(','))
  const rows: Row[] = file.endsWith('.ndjson')
    ? lines.map((line) => JSON.parse(line) as Row)
    : cells.map((row) => Object.fromEntries(headers.map((header, at) => [header, row[at]])))
  const found = recogniseFeed(Object.keys(rows[0] ?? {}), feeds, file)
  return 'feed' in found && found.feed.delivers !== 'reference' ? [{ feed: found.feed, rows }] : []
})

const hostile = fc.oneof(fc.constantFrom(...hostileCells), fc.string({ unit: 'binary' }), fc.double(), fc.integer())

const hostileRow = fc
  .constantFrom(...samples)
  .chain(({ feed, rows }) =>
    fc
      .constantFrom(...rows)
      .chain((row) =>
        fc
          .dictionary(fc.constantFrom(...Object.keys(row)), hostile, { minKeys: 1, maxKeys: 3 })
          .map((changed) => ({ feed, row: { ...row, ...changed } })),
      ),
  )

/** Columns of which nothing goes into an event but a pseudonym, a hash or a meaning that a table gives. */
const somebody = { idNumber: '11010519491231002X', phone: '13812345678', name: '司马相如' } as const
const wrong = [
  somebody.idNumber,
  somebody.phone,
  somebody.name,
  ' 110105 19491231 002x',
  '１１０１０５１９４９１２３１００２Ｘ',
  `家属${somebody.phone}`,
  `${somebody.name}家`,
  `${somebody.idNumber}-1`,
]

test('somebody’s number, telephone or name in a wrong column reaches no event', () => {
  const leaks = new Set<string>()
  for (const { feed, rows } of samples)
    for (const row of rows.slice(0, 3))
      for (const [header, words] of Object.keys(row).flatMap((at) => wrong.map((text) => [at, text] as const))) {
        const columns = Object.values(feed.columns)
        const own = Object.keys(row).flatMap((at) => {
          const kind = columns.find(({ headers }) => headers.includes(at))?.kind
          return kind === 'name' || kind === 'phone' ? [[at, somebody[kind]] as const] : []
        })
        const kinds = columns.filter(({ headers }) => headers.includes(header)).map(({ kind }) => kind)
        // An amount is an amount; a number of eleven digits that is nobody's in the row may be a department's own.
        if (kinds.some((kind) => kind === 'money' || kind === 'number' || kind === 'area')) continue
        if (words === somebody.phone && !own.some(([, told]) => told === words)) continue
        const mapped = mapRow(feed, { ...row, ...Object.fromEntries(own), [header]: words }, context, identity)
        const text = 'event' in mapped && mapped.event !== undefined ? JSON.stringify(mapped.event) : ''
        if (Object.values(somebody).some((needle) => text.includes(needle)))
          leaks.add(`${feed.id}: ${header} ← ${words}`)
      }
  expect([...leaks]).toEqual([])
})

test('an event out of the mapping can be written and read again, whatever a row holds', () => {
  fc.assert(
    fc.property(hostileRow, ({ feed, row }) => {
      const mapped = mapRow(feed, row, context, identity)
      if (!('event' in mapped) || mapped.event === undefined) return
      const written = JSON.parse(JSON.stringify(mapped.event)) as unknown
      expect(ChangeEvent.parse(written)).toEqual(mapped.event)
      expect(JSON.stringify(mapped.event)).not.toContain('\\u0000')
    }),
    { numRuns: 20_000, seed: 20_261_129 },
  )
})
