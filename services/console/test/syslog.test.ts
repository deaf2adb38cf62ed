import { execFileSync } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer as createTlsServer } from 'node:tls'
import { openPglite, type Sql, writeAudit } from '@shouwang/postgres'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { shipAudit } from '../src/audit/ship-audit.ts'
import { syslogSender } from '../src/audit/syslog.ts'

let sql: Sql
beforeAll(async () => {
  sql = await openPglite()
})
beforeEach(() => sql.query('delete from audit_shipping'))
afterAll(() => sql.close())

const line = (subject: string) => ({
  who: 'W0001',
  role: 'grid-worker',
  region: '350203000000',
  action: 'POST /unmask',
  subject,
  whom: [subject],
  fields: ['phone'],
  task: '',
  purpose: '入户前联系',
  result: 'done' as const,
  address: '10.1.1.1',
})

/** A syslog that keeps what it is told, until it is told to go away. */
const collector = async (port = 0, serve: (keep: (socket: Socket) => void) => Server = createServer) => {
  const told: string[] = []
  const server = serve((socket: Socket) => {
    let text = Buffer.alloc(0)
    socket.on('data', (bytes) => {
      text = Buffer.concat([text, bytes])
    })
    socket.on('end', () => {
      told.push(...unframed(text))
      socket.end()
    })
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const close = (): Promise<unknown> => new Promise((resolve) => server.close(resolve))
  return { told, close, port: (server.address() as AddressInfo).port }
}

/** The messages of a stream in which each stands behind its length (RFC 6587). */
const unframed = (bytes: Buffer): string[] => {
  const found: string[] = []
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(' ', at)
    const length = Number(bytes.subarray(at, space).toString())
    found.push(bytes.subarray(space + 1, space + 1 + length).toString())
    at = space + 1 + length
  }
  return found
}

const shipping = (port: number) => {
  const stopping = new AbortController()
  const failures: unknown[] = []
  const events = { auditShipped: () => undefined, auditNotShipped: (error: unknown) => failures.push(error) }
  const url = `tcp://127.0.0.1:${port}`
  const ended = shipAudit({ sql, place: 'test', send: syslogSender({ url }), signal: stopping.signal, events })
  const stop = async (): Promise<void> => {
    stopping.abort()
    await ended
  }
  return { failures, stop }
}

const waiting = { timeout: 30_000, interval: 20 }

test('lines of the audit stood in the database alone: each goes to syslog once, in its order, as RFC 5424 has it', async () => {
  const { told, close, port } = await collector()
  await writeAudit(sql, line('p_1'), { ...line('p_2'), result: 'refused' })
  const { stop } = shipping(port)
  await vi.waitFor(() => expect(told).toHaveLength(2), waiting)
  await writeAudit(sql, line('p_3'))
  await vi.waitFor(() => expect(told).toHaveLength(3), waiting)
  await stop()
  await close()
  expect(told[0]).toMatch(/^<110>1 \d{4}-\d\d-\d\dT[\d:.]+Z \S+ shouwang - audit - \uFEFF\{/)
  expect(told[1]).toMatch(/^<109>1 /)
  const lines = told.map((text) => JSON.parse(text.slice(text.indexOf('\uFEFF') + 1)))
  expect(lines.map(({ subject, purpose }) => [subject, purpose])).toEqual([
    ['p_1', '入户前联系'],
    ['p_2', '入户前联系'],
    ['p_3', '入户前联系'],
  ])
  expect(lines.map(({ hash }) => hash)).toEqual(
    (await sql.query<{ hash: string }>('select hash from audit order by seq')).map(({ hash }) => hash),
  )
})

test('a syslog that is away loses no line: they wait in the audit, and go once it is back', async () => {
  const gone = await collector()
  await gone.close()
  const { failures, stop } = shipping(gone.port)
  await vi.waitFor(() => expect(failures).not.toHaveLength(0), waiting)
  await writeAudit(sql, line('p_late'))
  const back = await collector(gone.port)
  const [{ lines } = { lines: 0 }] = await sql.query<{ lines: number }>('select count(*) as lines from audit')
  await vi.waitFor(() => expect(back.told).toHaveLength(Number(lines)), waiting)
  await stop()
  await back.close()
  expect(back.told.at(-1)).toContain('p_late')
})

test('over UDP a line with more persons than a datagram holds still goes, with their number', async () => {
  const socket = createSocket('udp4')
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const received = once(socket, 'message') as Promise<[Buffer]>
  const send = syslogSender({ url: `udp://127.0.0.1:${(socket.address() as AddressInfo).port}` })
  const whom = Array.from({ length: 5_000 }, (_, at) => `p_${String(at).padStart(32, '0')}`)
  await send([{ ...line('p_1'), whom, seq: 1, at: '2026-10-31T09:00:00Z', hash: 'ab' }])
  const [bytes] = await received
  socket.close()
  expect(bytes.toString()).toContain('"whom":["5000"]')
})

/** A certificate of 127.0.0.1 that is its own authority, and its key. */
const certificate = async (): Promise<{ readonly cert: string; readonly key: string }> => {
  const folder = await mkdtemp(join(tmpdir(), 'syslog-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const made = [
    '-nodes',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-keyout',
    'key.pem',
    '-out',
    'cert.pem',
  ]
  const about = ['-days', '2', '-subj', '/CN=syslog', '-addext', 'subjectAltName=IP:127.0.0.1']
  execFileSync('openssl', ['req', '-x509', ...made, ...about], { cwd: folder, stdio: 'pipe' })
  const [cert, key] = await Promise.all(['cert.pem', 'key.pem'].map((name) => readFile(join(folder, name), 'utf8')))
  return { cert: cert ?? '', key: key ?? '' }
}

test('over TLS a line is handed only to whom the city knows: another certificate gets none', async () => {
  const [known, stranger] = [await certificate(), await certificate()]
  const { told, close, port } = await collector(0, (keep) => {
    const server = createTlsServer({ ...known, minVersion: 'TLSv1.2' }, keep)
    server.on('tlsClientError', () => undefined)
    return server
  })
  const written = { ...line('p_1'), seq: 1, at: '2026-10-31T09:00:00Z', hash: 'ab' }
  const url = `tls://127.0.0.1:${port}`
  await expect(syslogSender({ url, authorities: stranger.cert })([written])).rejects.toThrow(/self-signed|unable to/)
  await expect(syslogSender({ url })([written])).rejects.toThrow(/self-signed|unable to/)
  expect(told).toEqual([])
  await syslogSender({ url, authorities: known.cert })([written, { ...written, seq: 2 }])
  await vi.waitFor(() => expect(told).toHaveLength(2), waiting)
  await close()
  expect(told.map((text) => JSON.parse(text.slice(text.indexOf('\uFEFF') + 1)).seq)).toEqual([1, 2])
})
