import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { addDays } from '@shouwang/contracts'
import { hostileCells } from '../../packages/feeds/test/hostile-cells.ts'
import { type Draw, drawsFrom } from '../load/draws-from.ts'
import { day, ownMegabytes, processorSeconds, type Seen, type Started, start, stop } from './program.ts'
import { type SampleRows, sampleRows } from './sample-rows.ts'

const rowsPerBody = 500
/** A body with a character that no database holds is refused whole; so most bodies have none, for their rows to be read. */
const wholeBodies = 0.85
const mostMegabytes = 1_536
const rowsPerReport = 50_000
const idleLookMs = 1_000
const idleLimitMs = 3_600_000

/**
 * Rows and bodies that no department would mean, over every door of the program: records as JSON, NDJSON and packed, files by
 * HTTP and by the folder. None may stop it, none may be answered as its own fault, and each row that it took is accounted for.
 */
export const everyDoor = async (folder: string, rows: number, seed: number): Promise<Seen> => {
  await mkdir(join(folder, 'inbox'), { recursive: true })
  const began = performance.now() / 1_000
  const running = await start(join(folder, 'data'), { SHOUWANG_DROP_FOLDER: join(folder, 'inbox') })
  const draw = drawsFrom(seed)
  const samples = await sampleRows()
  const answers = new Map<number, number>()
  const note = (status: number): void => void answers.set(status, (answers.get(status) ?? 0) + 1)
  let megabytes = 0
  for (let sent = 0; sent < rows; sent += rowsPerBody) {
    await throughOneDoor(running, folder, draw, samples, note)
    note(await badBody(running, draw, samples))
    if (running.child.exitCode !== null) break
    megabytes = Math.max(megabytes, ownMegabytes(running))
    if ((sent + rowsPerBody) % rowsPerReport === 0) report(running, sent + rowsPerBody)
  }
  const ledger = running.child.exitCode === null ? await settled(running) : undefined
  const code = await stop(running)
  const seconds = Math.round(performance.now() / 1_000 - began)
  const faults = [...answers].filter(([status]) => status >= 500 || status === 0)
  const held = code === 0 && faults.length === 0 && ledger?.balanced === true && megabytes < mostMegabytes
  const told = [...answers].toSorted().map(([status, count]) => `${count} × ${status}`)
  const kept =
    ledger === undefined
      ? 'it ended'
      : `${ledger.received} rows taken, ${ledger.balanced ? 'all' : 'not all'} accounted for`
  return {
    held,
    what: `${rows} rows: ${told.join(', ')}; ${kept}; ${Math.round(megabytes)} MB of its own at most, ${seconds} s, ended with ${code}`,
  }
}

/** How far it is, and who used the processor: a slow run is told apart from a slow sender. */
const report = (running: Started, sent: number): void => {
  const { user, system } = process.cpuUsage()
  const [own, its] = [(user + system) / 1e6, processorSeconds(running)].map(Math.round)
  process.stderr.write(
    `${sent} rows after ${Math.round(performance.now() / 1_000)} s; processor: the sender ${own} s, the program ${its} s; ${Math.round(ownMegabytes(running))} MB\n`,
  )
}

const oneOf = <Item>(draw: Draw, items: readonly Item[]): Item => items[Math.floor(draw() * items.length)] as Item

const readable = hostileCells.filter((cell) => !/[\0\p{Surrogate}]|\\u0000/u.test(JSON.stringify(cell) ?? ''))

const hostileRow = (draw: Draw, { rows }: SampleRows, cells: readonly unknown[]): Record<string, unknown> => {
  const row: Record<string, unknown> = { ...oneOf(draw, rows) }
  const headers = Object.keys(row)
  for (let changed = Math.floor(draw() * 4); changed > 0; changed--) {
    const cell = oneOf(draw, cells)
    row[oneOf(draw, headers)] = typeof cell === 'string' && cell.length > 1_000 && draw() < 0.99 ? '' : cell
  }
  return row
}

const throughOneDoor = async (
  running: Started,
  folder: string,
  draw: Draw,
  samples: readonly SampleRows[],
  note: (status: number) => void,
): Promise<void> => {
  const sample = oneOf(draw, samples)
  const cells = draw() < wholeBodies ? readable : hostileCells
  const rows = Array.from({ length: rowsPerBody }, () => hostileRow(draw, sample, cells))
  const lines = rows.map((row) => JSON.stringify(row)).join('\n')
  const records = `/feeds/${sample.feed}/records`
  const door = Math.floor(draw() * 5)
  if (door === 0) note(await post(running, records, 'application/json', JSON.stringify(rows)))
  if (door === 1) note(await post(running, records, 'application/x-ndjson', lines))
  if (door === 2) note(await post(running, records, 'application/x-ndjson', gzipSync(lines), 'gzip'))
  const name = `${sample.feed}_${Math.floor(draw() * 1e12)}.csv`
  if (door === 3) {
    const path = `/deliveries?fileName=${name}&feed=${sample.feed}&part=part`
    note(await post(running, path, 'application/octet-stream', csvOf(rows)))
  }
  if (door === 4) {
    await writeFile(join(folder, 'inbox', `.${name}`), csvOf(rows))
    await rename(join(folder, 'inbox', `.${name}`), join(folder, 'inbox', name))
  }
}

const csvOf = (rows: readonly Readonly<Record<string, unknown>>[]): string => {
  const headers = Object.keys(rows[0] ?? {})
  const text = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))
  const cell = (value: unknown): string => `"${text(value).replaceAll('"', '""')}"`
  return [headers.join(','), ...rows.map((row) => headers.map((header) => cell(row[header])).join(','))].join('\n')
}

const badBodies: readonly (readonly [type: string, body: string | Uint8Array, encoding?: string])[] = [
  ['application/json', '['.repeat(100_000)],
  ['application/json', `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`],
  ['application/json', '{"行":1e999}'],
  ['application/json', '{"行":"\\u0000"}'],
  ['application/json', '{"__proto__":{"行":1}}'],
  ['application/json', ''],
  ['application/json', 'null'],
  ['application/json', '"text"'],
  ['application/x-ndjson', '\n\n\n'],
  ['application/x-ndjson', `{"行":"${'x'.repeat(2_000_000)}"}`],
  ['application/x-ndjson', new Uint8Array([0xff, 0xfe, 0x00, 0xd8])],
  ['application/x-ndjson', new Uint8Array([0x1f, 0x8b, 0x08, 0x00, 0x01]), 'gzip'],
  ['application/x-ndjson', '{"行":1}', 'br'],
  ['application/x-ndjson; charset=utf-7', '{"行":1}'],
  ['text/html', '<script>'],
]

const badBody = (running: Started, draw: Draw, samples: readonly SampleRows[]): Promise<number> => {
  const [type, body, encoding] = oneOf(draw, badBodies)
  return post(running, `/feeds/${oneOf(draw, samples).feed}/records`, type, body, encoding)
}

/** The status of the answer; 0 where there was none. Who is asked to wait waits, and asks again. */
const post = async (
  running: Started,
  path: string,
  type: string,
  body: string | Uint8Array,
  encoding?: string,
): Promise<number> => {
  const headers = {
    authorization: `Bearer ${running.token}`,
    'content-type': type,
    ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
  }
  try {
    const answer = await fetch(`${running.url}/api/v1${path}`, { method: 'POST', headers, body: body as BodyInit })
    await answer.text()
    if (answer.status !== 429) return answer.status
    await sleep(1_000 * Number(answer.headers.get('retry-after') ?? 1))
    return await post(running, path, type, body, encoding)
  } catch {
    return 0
  }
}

type Ledger = { readonly balanced: boolean; readonly lines: readonly { readonly received: number }[] }

/** The ledger, once two looks at it say the same and it balances; as it is after an hour. */
const settled = async ({ url, token }: Started): Promise<{ balanced: boolean; received: number }> => {
  const headers = { authorization: `Bearer ${token}` }
  let before = ''
  for (let waitedMs = 0; ; waitedMs += idleLookMs) {
    await sleep(idleLookMs)
    const answer = await fetch(`${url}/api/v1/ledger?from=${addDays(day, -40_000)}&to=${addDays(day, 1)}`, { headers })
    const ledger = (await answer.json()) as Ledger
    const now = JSON.stringify(ledger)
    const received = ledger.lines?.reduce((sum, line) => sum + line.received, 0) ?? 0
    if ((ledger.balanced && now === before) || waitedMs >= idleLimitMs) return { balanced: ledger.balanced, received }
    before = now
  }
}
