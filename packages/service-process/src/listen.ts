import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'

/** A server that listens. `close` ends at once, whatever is under way. */
export type Listening = { readonly address: string; readonly close: () => Promise<void> }

/** How much of a body has to come in how long, as long as it has not ended. */
type BodyPace = { readonly windowMs: number; readonly leastBytes: number }

/** The slowest line that an office still has brings more; who sends a byte every few seconds wants to hold connections. */
const bodyPace: BodyPace = { windowMs: 30_000, leastBytes: 8 * 1024 }

/**
 * Serves an app on a port; port 0 takes a free one. A body that comes slower than `pace` ends its connection. Throws when
 * the port is taken.
 */
export const listen = async (
  app: { readonly fetch: (request: Request) => Response | Promise<Response> },
  host: string,
  port: number,
  pace = bodyPace,
): Promise<Listening> => {
  const server = await new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    // A file of gigabytes takes as long as it takes, as long as it comes; headers keep their limit.
    const serverOptions = { requestTimeout: 0 }
    const started = serve({ fetch: app.fetch, hostname: host, port, serverOptions }, () => resolve(started))
    started.once('error', reject)
    started.on('request', (request: IncomingMessage) => keepPace(request, pace))
  })
  return {
    address: `http://${host}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}

/** Ends a connection whose body does not come. What has come and waits to be read is our own slowness, and forgiven. */
const keepPace = (request: IncomingMessage, { windowMs, leastBytes }: BodyPace): void => {
  const { socket } = request
  let read = socket.bytesRead
  const look = setInterval(() => {
    if (request.complete) return clearInterval(look)
    const isSlow = socket.bytesRead - read < leastBytes && request.readableLength === 0 && !socket.isPaused()
    read = socket.bytesRead
    if (!isSlow) return
    clearInterval(look)
    socket.end('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n')
    request.destroy(new Error(`a body came slower than ${leastBytes} bytes in ${windowMs} ms`))
  }, windowMs)
  look.unref()
  request.once('close', () => clearInterval(look))
}
