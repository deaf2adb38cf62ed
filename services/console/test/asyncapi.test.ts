import { Parser } from '@asyncapi/parser'
import { recordsTopic, topics } from '@shouwang/contracts'
import { loadFeeds } from '@shouwang/feeds'
import { loadPolicies } from '@shouwang/policy'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asyncApiOf } from '../src/api/asyncapi.ts'
import { catalogueCards } from '../src/backend/catalogue-cards.ts'
import { consoleApp } from '../src/console-app.ts'
import { type FakeBackend, fakeBackend } from './test-data/fake-backend.ts'

let world: FakeBackend
beforeAll(async () => {
  world = await fakeBackend()
})
afterAll(() => world.sql.close())

test('the description of the topics is served to anyone, and its own parser finds no fault in it', async () => {
  const app = consoleApp(world.backend, { signIn: { mode: 'demo' } })
  const answer = await app.request('/api/v1/asyncapi.json')
  expect(answer.status).toBe(200)
  const { document, diagnostics } = await new Parser().parse(await answer.text())
  expect(diagnostics.filter(({ severity }) => severity === 0)).toEqual([])
  const addresses = document
    ?.channels()
    .all()
    .map((channel) => channel.address())
  expect(addresses).toEqual(expect.arrayContaining([recordsTopic('disability-cert'), ...Object.values(topics)]))
})

test('a row of a feed is described by its columns', async () => {
  const app = consoleApp(world.backend, { signIn: { mode: 'demo' } })
  const described = await (await app.request('/api/v1/asyncapi.json')).json()
  const [column] = world.backend.feeds.find(({ feed }) => feed === 'disability-cert')?.columns ?? []
  const { properties } = described.channels['records-disability-cert'].messages.row.payload
  expect(Object.keys(properties)).toContain(column?.name)
})

test('every feed of the catalogue that has a topic is described without a fault', async () => {
  const feeds = loadFeeds()
  const described = asyncApiOf(catalogueCards(feeds, loadPolicies()).feeds)
  const { document, diagnostics } = await new Parser().parse(JSON.stringify(described))
  expect(diagnostics.filter(({ severity }) => severity === 0)).toEqual([])
  const withTopic = feeds.filter(({ delivers }) => delivers !== 'reference').length
  expect(document?.channels().all()).toHaveLength(withTopic + Object.keys(topics).length)
})
