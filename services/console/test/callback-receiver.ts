import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

type Received = {
  readonly path: string
  readonly body: {
    readonly signature?: string
    readonly header: { readonly action: string } & Readonly<Record<string, unknown>>
    readonly message: Readonly<Record<string, unknown>>
  }
}

/** Another system's door on this machine: keeps what comes, and answers with `status`. */
export type CallbackReceiver = {
  readonly address: string
  readonly received: Received[]
  status: number
  readonly close: () => Promise<void>
}

/** Opens such a door. */
export const callbackReceiver = async (): Promise<CallbackReceiver> => {
  const received: Received[] = []
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      received.push({ path: request.url ?? '', body: JSON.parse(Buffer.concat(chunks).toString('utf8')) })
      response.writeHead(receiver.status).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const receiver: CallbackReceiver = {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/registry`,
    received,
    status: 200,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
  return receiver
}
