import { Role } from '@shouwang/console-api'
import type { Sql } from '@shouwang/postgres'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { consoleApp } from '../src/console-app.ts'
import { STAFF, signInAs } from './sign-in-as.ts'
import { type FakeBackend, fakeBackend } from './test-data/fake-backend.ts'

/** One way to ask for something, and the roles that may. */
export type Endpoint = {
  readonly method: string
  readonly path: string
  readonly body?: unknown
  readonly may: readonly Role[]
}

/**
 * Tries every endpoint as every role and as nobody: those who may get through, the others are told that they may not.
 * What one changes is undone before the next one.
 */
export const tryEveryRole = (
  endpoints: readonly Endpoint[],
  undo: (sql: Sql) => Promise<unknown> = async () => {},
): void => {
  let world: FakeBackend
  beforeAll(async () => {
    world = await fakeBackend()
  })
  afterEach(() => undo(world.sql))
  afterAll(() => world.sql.close())

  const app = () => consoleApp(world.backend, { signIn: { mode: 'demo' } })
  for (const { method, path, body, may } of endpoints) {
    for (const role of Role.options) {
      const allowed = may.includes(role)
      test(`${role} ${allowed ? 'may' : 'may not'} ${method} ${path}`, async () => {
        const ask = await signInAs(app(), STAFF[role])
        const answer = await ask(method, path, body)
        if (allowed) expect(answer.status).toBeLessThan(300)
        else expect(answer.status).toBe(403)
        await answer.body?.cancel()
      })
    }
  }
  test('nobody may do any of it without signing in', async () => {
    for (const { method, path } of endpoints) {
      expect((await app().request(`/api/v1${path}`, { method })).status).toBe(401)
    }
  })
}
