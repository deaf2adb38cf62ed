import { afterAll, beforeAll, expect, test } from 'vitest'
import { consoleApp } from '../src/console-app.ts'
import { signInAs } from './sign-in-as.ts'
import { type FakeBackend, fakeBackend } from './test-data/fake-backend.ts'

let world: FakeBackend
beforeAll(async () => {
  world = await fakeBackend()
})
afterAll(() => world.sql.close())

test('an instant with an offset that the database does not take broke the list of notices no more', async () => {
  const worker = await signInAs(consoleApp(world.backend, { signIn: { mode: 'demo' } }), 'W0001')
  expect((await worker('POST', '/notices/seen', { until: '2026-10-31T15:35:52+18:35' })).status).toBe(200)
  expect((await worker('POST', '/notices/seen', { until: 'yesterday' })).status).toBe(400)
})
