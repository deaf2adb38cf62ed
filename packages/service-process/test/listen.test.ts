import { once } from 'node:events'
import { connect } from 'node:net'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { listen } from '../src/listen.ts'

const app = new Hono().post('/', async (c) => c.text(`${(await c.req.text()).length}`))
const head = 'POST / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n'

const dial = async (pace: { windowMs: number; leastBytes: number }) => {
  const server = await listen(app, '127.0.0.1', 0, pace)
  const socket = connect(Number(new URL(server.address).port), '127.0.0.1')
  socket.setEncoding('utf8')
  await once(socket, 'connect')
  return { server, socket }
}

test('a body of which nothing more comes ends its connection and nobody else’s', async () => {
  const { server, socket } = await dial({ windowMs: 20, leastBytes: 8 })
  socket.write(`${head}Content-Length: 1000\r\n\r\na`)
  const [answer] = await once(socket, 'data')
  expect(answer).toContain('408')
  await once(socket, 'close')
  expect(await (await fetch(server.address, { method: 'POST', body: 'abc' })).text()).toBe('3')
  await server.close()
})
