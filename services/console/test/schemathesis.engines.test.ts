import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { type Listening, listen } from '@shouwang/service-process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { consoleApp } from '../src/console-app.ts'
import { STAFF } from './sign-in-as.ts'
import { type FakeBackend, fakeBackend } from './test-data/fake-backend.ts'

const program = process.env.SCHEMATHESIS ?? 'schemathesis'
const config = fileURLToPath(new URL('schemathesis.toml', import.meta.url))
const token = 'o'.repeat(32)

const run = (args: readonly string[]): Promise<{ readonly code: number | string; readonly said: string }> =>
  new Promise((resolve) => {
    execFile(program, [...args], { maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : (error.code ?? 1), said: `${stdout}${stderr}` }),
    )
  })
const found = (await run(['--version'])).code === 0

let world: FakeBackend
let server: Listening
beforeAll(async () => {
  world = await fakeBackend()
  server = await listen(consoleApp(world.backend, { signIn: { mode: 'demo' }, operatorToken: token }), '127.0.0.1', 0)
})
afterAll(async () => {
  await server.close()
  await world.sql.close()
})

const headerOf = async (who: string): Promise<string> => {
  if (who === 'operator') return `Authorization: Bearer ${token}`
  const answer = await fetch(`${server.address}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ staffNo: who }),
  })
  return `Cookie: ${answer.headers.getSetCookie()[0]?.split(';')[0]}`
}

// These end the session that asks: nothing after them would be let in.
const left = ['/session', '/sessions/end-all', '/sessions/{sessionId}/end'].flatMap((path) => ['--exclude-path', path])
const askers = ['operator', STAFF['grid-worker'], STAFF.city, STAFF.data]
test.for(askers)('Schemathesis finds nothing wrong with the API, as %s', async (who, { skip }) => {
  skip(!found, 'Schemathesis: it is not on this machine, pip install schemathesis')
  const api = `${server.address}/api/v1`
  const about = ['--url', api, '-H', await headerOf(who), '--seed', '1', '--max-examples', '5', '--no-color']
  const only = ['--phases', 'coverage,fuzzing', '--suppress-health-check', 'all']
  const { code, said } = await run(['--config-file', config, 'run', `${api}/openapi.json`, ...about, ...only, ...left])
  expect(code, said.slice(-8_000)).toBe(0)
})
