import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What takes rows over HTTP as ClickHouse does, and can be away: it then breaks every connection. */
export type ClickHouseStandIn = {
  readonly url: string
  readonly goAway: () => void
  readonly comeBack: () => void
  /** How many connections it broke. */
  readonly refusals: () => number
  /** How many different rows of a table it took, however often each came. */
  readonly rows: (table: string) => number
  readonly close: () => Promise<void>
}

/** The columns by which ClickHouse would tell a repeat. */
const identities: Readonly<Record<string, readonly string[]>> = {
  change_events: ['event_id'],
  assessments: ['household', 'version'],
  task_events: ['task_id', 'seq'],
}

/** Starts the stand-in on a free port. */
export const startClickHouseStandIn = async (): Promise<ClickHouseStandIn> => {
  const tables = new Map(Object.keys(identities).map((table) => [table, new Set<string>()]))
  let [away, refusals] = [false, 0]
  const server = createServer(async (request, response) => {
    const query = new URL(request.url ?? '', 'http://clickhouse').searchParams.get('query') ?? ''
    const table = /^INSERT INTO (\w+)/i.exec(query)?.[1] ?? ''
    const body = await textOf(request)
    for (const line of body.split('\n').filter(Boolean)) keep(tables, table, line)
    response.end()
  })
  server.on('connection', (socket) => {
    if (!away) return
    refusals += 1
    socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/shouwang`,
    goAway: () => {
      away = true
      server.closeAllConnections()
    },
    comeBack: () => {
      away = false
    },
    refusals: () => refusals,
    rows: (table) => tables.get(table)?.size ?? 0,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

const textOf = async (request: IncomingMessage): Promise<string> => {
  let text = ''
  for await (const part of request.setEncoding('utf8')) text += part as string
  return text
}

const keep = (tables: ReadonlyMap<string, Set<string>>, table: string, line: string): void => {
  const columns = identities[table]
  if (columns === undefined) return
  const row = JSON.parse(line) as Record<string, unknown>
  tables.get(table)?.add(JSON.stringify(columns.map((column) => row[column])))
}
