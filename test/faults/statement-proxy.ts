import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'
import { type Said, statementReader } from './read-statements.ts'

/**
 * Where, between the effects of one decision, a process is killed: while it writes, with everything written and nothing
 * committed, with all committed and nobody told, with all published and nothing marked so, with all marked and the position of
 * what it read not yet committed.
 */
export const killPoints = ['writing', 'before-commit', 'after-commit', 'before-marking', 'after-marking'] as const
export type KillPoint = (typeof killPoints)[number]

/** Stands between a process and PostgreSQL, and knows at which statement the process is. */
export type StatementProxy = {
  /** Where the process finds PostgreSQL. */
  readonly url: string
  /** Calls `kill` once, where the process next comes to `point`; nothing passes from then on until its connections are gone. */
  readonly arm: (point: KillPoint, kill: () => void) => void
  readonly disarm: () => void
  readonly close: () => Promise<void>
}

type Armed = { readonly point: KillPoint; readonly kill: () => void }

/** Opens a proxy on a port of its own. */
export const openStatementProxy = async (postgresUrl: string): Promise<StatementProxy> => {
  const { hostname, port } = new URL(postgresUrl)
  let armed: Armed | undefined
  const sockets = new Set<Socket>()
  const take = (point: KillPoint): (() => void) | undefined => {
    if (armed?.point !== point) return undefined
    const { kill } = armed
    armed = undefined
    return kill
  }
  const server = createServer((client) => {
    const upstream = connect({ host: hostname, port: Number(port) })
    for (const socket of [client, upstream]) {
      sockets.add(socket.setNoDelay(true))
      // Whoever ends takes the other side along: a server that lost its client rolls back what was not committed.
      socket
        .on('error', () => undefined)
        .once('close', () => {
          sockets.delete(socket)
          client.destroy()
          upstream.destroy()
        })
    }
    passOn(client, upstream, take)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = new URL(postgresUrl)
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    arm: (point, kill) => {
      armed = { point, kill }
    },
    disarm: () => {
      armed = undefined
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

/** Passes both sides on, until the process is to die: then neither hears from the other again. */
const passOn = (client: Socket, upstream: Socket, take: (point: KillPoint) => (() => void) | undefined): void => {
  const read = statementReader()
  const decision = { writes: false, asked: undefined as KillPoint | undefined, silent: false }
  const die = (point: KillPoint): boolean => {
    const kill = take(point)
    if (kill === undefined) return false
    decision.silent = true
    kill()
    return true
  }
  client.on('data', (chunk: Buffer) => {
    for (const { bytes, statement } of read(chunk)) {
      if (decision.silent) return
      const { before, after } = pointsOf(statement, decision)
      if (before !== undefined && die(before)) return
      decision.asked = after ?? decision.asked
      upstream.write(bytes)
    }
  })
  upstream.on('data', (chunk: Buffer) => {
    const { asked } = decision
    decision.asked = undefined
    if (decision.silent || (asked !== undefined && die(asked))) return
    client.write(chunk)
  })
}

type Points = { readonly before?: KillPoint; readonly after?: KillPoint }

/** The points that come before a statement, and with its answer. Only transactions that decided something count. */
const pointsOf = (statement: Said['statement'], decision: { writes: boolean }): Points => {
  if (statement === undefined) return {}
  if (/^\s*insert into (outbox|positions)\b/.test(statement)) {
    decision.writes = true
    return { before: 'writing' }
  }
  if (/^\s*delete from outbox\b/.test(statement)) return { before: 'before-marking', after: 'after-marking' }
  if (statement !== 'commit') return {}
  const { writes } = decision
  decision.writes = false
  return writes ? { before: 'before-commit', after: 'after-commit' } : {}
}
