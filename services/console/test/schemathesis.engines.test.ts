import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { AskerRole } from '@shouwang/console-api'
import { listen } from '@shouwang/service-process'
import { expect, test } from 'vitest'
import { consoleApp } from '../src/console-app.ts'
import { lets, operations } from './lets.ts'
import { STAFF } from './sign-in-as.ts'
import { fakeBackend } from './test-data/fake-backend.ts'

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

const headerOf = async (role: (typeof askers)[number], address: string): Promise<string> => {
  if (role === 'operator') return `Authorization: Bearer ${token}`
  const answer = await fetch(`${address}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ staffNo: STAFF[role] }),
  })
  return `Cookie: ${answer.headers.getSetCookie()[0]?.split(';')[0]}`
}

// These end the session that asks: nothing after them would be let in.
const ends = ['/session', '/sessions/end-all', '/sessions/{sessionId}/end'].flatMap((path) => ['--exclude-path', path])
/** What a role is not let into answers 403 to everything: the access matrix tells, and here it would take a third of the time. */
const closedTo = (role: AskerRole): readonly string[] =>
  operations.filter((operation) => !lets(operation, role)).flatMap((operation) => ['--exclude-name', operation])
const limitMs = 1_800_000
const askers = ['operator', 'grid-worker', 'city', 'data'] as const
test.concurrent.for(askers)(
  'Schemathesis finds nothing wrong with the API, as %s',
  { timeout: limitMs },
  async (role, { skip }) => {
    skip(!found, 'Schemathesis: it is not on this machine, pip install schemathesis')
    const world = await fakeBackend()
    const app = consoleApp(world.backend, { signIn: { mode: 'demo' }, operatorToken: token })
    const server = await listen(app, '127.0.0.1', 0)
    const api = `${server.address}/api/v1`
    const about = ['--url', api, '-H', await headerOf(role, server.address), '--seed', '1', '--max-examples', '5']
    const only = ['--no-color', '--phases', 'coverage,fuzzing', '--suppress-health-check', 'all']
    const { code, said } = await run([
      '--config-file',
      config,
      'run',
      `${api}/openapi.json`,
      ...about,
      ...only,
      ...ends,
      ...closedTo(role),
    ])
    await server.close()
    await world.sql.close()
    expect(code, said.slice(-8_000)).toBe(0)
  },
)
