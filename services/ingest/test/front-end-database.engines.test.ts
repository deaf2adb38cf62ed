import { randomUUID } from 'node:crypto'
import { recordsTopic } from '@shouwang/contracts'
import type { EventFeed } from '@shouwang/feeds'
import { memoryIntake } from '@shouwang/intake/testing'
import { readPulls } from '@shouwang/postgres'
import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { type PullDependencies, pullFeed } from '../src/index.ts'
import { noMariadb, startMariadb } from './department-servers.ts'

const { postgres } = inject('engines')

/** A department's database: what it runs itself, and where we read. */
type Department = {
  readonly run: (statement: string) => Promise<void>
  readonly address: string
  readonly wrongPassword: string
  readonly end: () => Promise<void>
}

const openMariadb = async (): Promise<Department> => {
  const server = await startMariadb()
  const at = (password: string): string => `mysql://reader:${password}@127.0.0.1:${server.port}/exchange`
  return {
    run: async (statement) => server.run(`use exchange; ${statement}`),
    address: at('geheim'),
    wrongPassword: at('falsch'),
    end: server.end,
  }
}

/** A database of its own on the tests' server, which trusts everybody: a name that is not there stands for a wrong one. */
const openPostgres = async (): Promise<Department> => {
  const name = `exchange_${randomUUID().replaceAll('-', '')}`
  const own = new Client({ connectionString: postgres.at })
  await own.connect()
  await own.query(`create database ${name}`)
  const at = new URL(postgres.at ?? '')
  at.pathname = name
  const client = new Client({ connectionString: at.href })
  await client.connect()
  const stranger = new URL(at.href)
  stranger.username = 'nobody'
  return {
    run: async (statement) => void (await client.query(statement)),
    address: at.href,
    wrongPassword: stranger.href,
    end: async () => {
      await client.end()
      await own.query(`drop database ${name} with (force)`)
      await own.end()
    },
  }
}

const kinds = [
  { from: 'mysql', missing: noMariadb, open: openMariadb, moment: 'datetime(6)', flag: 'tinyint(1)' },
  { from: 'postgres', missing: postgres.missing, open: openPostgres, moment: 'timestamptz(6)', flag: 'boolean' },
] as const

describe.each(kinds)('a front-end database of $from', ({ from, missing, open, moment, flag }) => {
  beforeEach(({ skip }) => skip(missing !== undefined, missing))
  let department: Department
  let world: Awaited<ReturnType<typeof memoryIntake>>
  let feed: EventFeed
  let failures: unknown[] = []
  let address = ''
  let pulls: PullDependencies
  beforeAll(async () => {
    if (missing !== undefined) return
    department = await open()
    await department.run(`create table fires (
      id bigint primary key, cert_no varchar(18), secret_note varchar(50), fire_date date, damaged ${flag},
      loss decimal(12,2), updated_at ${moment})`)
    world = await memoryIntake()
    const declared = world.intake.feeds.find(({ id }) => id === 'fire') as EventFeed
    const { person, day, homeDamaged, lossFen } = declared.columns
    const columns = {
      ...declared.columns,
      person: { ...person, headers: ['cert_no'] },
      day: { ...day, headers: ['fire_date'] },
      homeDamaged: { ...homeDamaged, headers: ['damaged'] },
      lossFen: { ...lossFen, headers: ['loss'] },
    } as EventFeed['columns']
    feed = {
      ...declared,
      columns,
      pull: { from, address: 'FIRE_DATABASE', cron: '5 * * * *', table: 'fires', cursor: 'updated_at', key: 'id' },
    }
    pulls = {
      intake: world.intake,
      today: () => '2026-10-31',
      secret: (name) => (name === 'FIRE_DATABASE' ? address : undefined),
      events: { pulled: () => undefined, pullFailed: (_, error) => failures.push(error) },
      signal: new AbortController().signal,
      firstRetryMs: 5,
    }
  })
  beforeEach(() => {
    if (missing !== undefined) return
    failures = []
    address = department.address
  })
  afterAll(async () => {
    await department?.end()
    await world?.sql.close()
  })

  const insert = (id: number | string, at: string | null, loss = 1.5): Promise<void> =>
    department.run(
      `insert into fires values (${id}, '35020319790602784${id}', '只在部门内', '2026-10-05', ${flag === 'boolean' ? 'true' : 1}, ${loss}, ${at === null ? 'null' : `'${at}'`})`,
    )
  const taken = (): readonly Record<string, unknown>[] =>
    world.log
      .messages(recordsTopic('fire'))
      .map(({ value }) => JSON.parse(value) as { sealed: string; delivery: string; end?: string })
      .filter(({ end }) => end === undefined)
      .map(({ sealed, delivery }) => JSON.parse(world.intake.cipher.open(sealed, delivery)) as Record<string, unknown>)
  const ids = () => taken().map(({ cert_no }) => String(cert_no).slice(17))

  test('rows come in the order of their change, as they are written, and only the columns that the feed declares', async () => {
    await insert(2, '2026-10-06 08:00:00.000001')
    await insert(1, '2026-10-06 08:00:00.000002', 66_000.1)
    await pullFeed(pulls, feed)
    expect(failures).toEqual([])
    expect(taken()).toEqual([
      { cert_no: '350203197906027842', fire_date: '2026-10-05', damaged: '1', loss: '1.50' },
      { cert_no: '350203197906027841', fire_date: '2026-10-05', damaged: '1', loss: '66000.10' },
    ])
  })

  test('the next pull goes on behind the last row: of rows of one moment the key decides, a changed row comes again', async () => {
    await insert(3, '2026-10-06 08:00:00.000002')
    await department.run(`update fires set updated_at = '2026-10-07 09:00:00' where id = 2`)
    await pullFeed(pulls, feed)
    expect(ids()).toEqual(['2', '1', '3', '2'])
    await pullFeed(pulls, feed)
    expect(ids()).toHaveLength(4)
    expect(await readPulls(world.sql)).toMatchObject([{ feed: 'fire', secondsAgo: expect.any(Number), problem: null }])
  })

  test('a row that a crash makes us read again is the same delivery', async () => {
    const deliveries = () => world.sql.query('select delivery from deliveries')
    const before = await deliveries()
    const cursor = `["2026-10-06 08:00:00.000002${from === 'postgres' ? '+08' : ''}","3"]`
    for (const _ of [1, 2]) {
      await world.sql.query(`update pulls set cursor = $1 where feed = 'fire'`, [cursor])
      await pullFeed(pulls, feed)
    }
    expect((await deliveries()).length - before.length).toBe(1)
  })

  test('a row so young that others may still be written before it waits for the next pull', async () => {
    await department.run(`update fires set updated_at = now() where id = 1`)
    const before = taken().length
    const { pull } = feed
    const settled = { ...feed, pull: { ...pull, settleSeconds: 3_600 } } as EventFeed
    await pullFeed(pulls, settled)
    expect(taken()).toHaveLength(before)
    await pullFeed(pulls, feed)
    expect(taken()).toHaveLength(before + 1)
    expect(failures).toEqual([])
  })

  test('running numbers that a double takes for one are told apart', async () => {
    await department.run('create table counted (id bigint primary key, cert_no varchar(18), fire_date date)')
    const add = (id: string): Promise<void> =>
      department.run(`insert into counted values (${id}, '35020319790602784X', '2026-10-05')`)
    await add('9007199254740992')
    const counted = { ...feed, pull: { ...feed.pull, table: 'counted', cursor: 'id' } } as EventFeed
    await world.sql.query(`update pulls set cursor = null where feed = 'fire'`)
    const before = taken().length
    await pullFeed(pulls, counted)
    await add('9007199254740993')
    await pullFeed(pulls, counted)
    expect({ failures, taken: taken().length - before }).toEqual({ failures: [], taken: 2 })
    await world.sql.query(`update pulls set cursor = null where feed = 'fire'`)
  })

  test('rows of one moment that fill two pages and more all come, each once, whatever case their keys are in', async () => {
    const rows = 12_003
    const numbers = from === 'mysql' ? `seq_1_to_${rows}` : `generate_series(1, ${rows}) as numbers (seq)`
    await department.run(
      `create table at_once (id varchar(20) primary key, cert_no varchar(18), fire_date date, updated_at ${moment})`,
    )
    await department.run(
      `insert into at_once select concat(case when seq % 2 = 0 then 'k-' else 'K-' end, seq), '35020319790602784X', '2026-10-05', '2026-10-06 08:00:00' from ${numbers}`,
    )
    await world.sql.query(`update pulls set cursor = null where feed = 'fire'`)
    const before = taken().length
    const atOnce = { ...feed, pull: { ...feed.pull, table: 'at_once' } } as EventFeed
    await pullFeed(pulls, atOnce)
    await pullFeed(pulls, atOnce)
    expect({ failures, taken: taken().length - before }).toEqual({ failures: [], taken: rows })
    await world.sql.query(`update pulls set cursor = null where feed = 'fire'`)
  })

  test('rows without a cursor, which would never be read, are told', async () => {
    await insert(4, null)
    await pullFeed(pulls, feed)
    expect(await readPulls(world.sql)).toMatchObject([{ problem: expect.stringContaining('1 rows of fires') }])
    await department.run(`update fires set updated_at = '2099-01-01 00:00:00' where id = 4`)
  })

  test.each([
    ['a table that is not there', { table: 'floods' }, 'floods'],
    ['a column that is not there', { cursor: 'changed_at' }, 'changed_at'],
    ['a key that is not there', { key: 'number' }, 'number'],
  ])('%s is told by name, and is asked for once', async (_, wrong, told) => {
    await pullFeed(pulls, { ...feed, pull: { ...feed.pull, ...wrong } } as EventFeed)
    expect(String(failures)).toContain(told)
    expect(failures).toHaveLength(1)
  })

  test.each([
    ['a wrong password', () => department.wrongPassword],
    ['an address of another kind of server', () => 'ftp://reader:geheim@127.0.0.1/x'],
    ['an address that is none', () => 'reader:geheim'],
  ])('%s is refused without a word of the password', async (_, wrong) => {
    address = wrong()
    await pullFeed(pulls, feed)
    const [told] = await readPulls(world.sql)
    expect(told?.problem).toMatch(/\S/)
    expect(`${told?.problem}${failures.map((error) => (error as Error).stack)}`).not.toMatch(/geheim|falsch/)
  })

  test('a department that is away is asked again, and what it had is taken once it is back', async () => {
    await insert(5, '2098-01-01 00:00:00')
    await insert(6, '2099-02-01 00:00:00')
    const answers = [department.address.replace(/:\d+\//, ':1/'), department.address.replace(/:\d+\//, ':1/')]
    const before = ids().length
    await pullFeed({ ...pulls, secret: () => answers.shift() ?? department.address }, feed)
    expect(failures).toEqual([])
    expect(ids().slice(before)).toContain('6')
  })
})
