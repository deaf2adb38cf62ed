import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/**
 * Below the ports that Linux gives to connections (32768 and up): while a server is away, one that is asked for by its clients
 * over and over may be given to a connection of theirs, even to itself, and the server can't come back.
 */
const [FIRST, END] = [20_000, 32_000] as const
const mostAttempts = 100

/** A loopback port that is free now, and that no connection is given while its server is away. */
export const freePort = async (): Promise<number> => {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const port = randomInt(FIRST, END)
    if (await isFree(port)) return port
  }
  throw new Error(`no port from ${FIRST} to ${END} is free; end some of the servers that listen there`)
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
