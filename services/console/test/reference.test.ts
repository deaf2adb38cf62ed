import { afterAll, beforeAll, expect, test } from 'vitest'
import { consoleApp } from '../src/console-app.ts'
import { type Ask, signInAs } from './sign-in-as.ts'
import { type FakeBackend, fakeBackend } from './test-data/fake-backend.ts'

let world: FakeBackend
let city: Ask
beforeAll(async () => {
  world = await fakeBackend()
  city = await signInAs(consoleApp(world.backend, { signIn: { mode: 'demo' } }), 'S0001')
})
afterAll(() => world.sql.close())

test('a district is told whose numbers it is judged by', async () => {
  const answer = await city('GET', '/policy?region=350212')
  expect(await answer.json()).toMatchObject({ region: '350212', numbersOf: '350200' })
})

test('a region that nobody knows is refused instead of answered with the numbers of the home region', async () => {
  const answer = await city('GET', '/policy?region=990000')
  expect(answer.status).toBe(404)
  expect((await answer.json()).detail).toContain('不认识区划 990000')
})
