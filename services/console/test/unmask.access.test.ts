import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { consoleApp } from '../src/console-app.ts'
import { tryEveryRole } from './every-role.ts'
import { type Ask, signInAs } from './sign-in-as.ts'
import { type FakeBackend, fakeBackend, pseudonymOf } from './test-data/fake-backend.ts'

const person = pseudonymOf('350205198105135198')
const elsewhere = pseudonymOf('350205196607145214')

describe('who may see a direct identifier', () => {
  const unmask = (field: string) => ({ person, field, purpose: '入户前联系' })
  tryEveryRole([
    { method: 'POST', path: '/unmask', body: unmask('phone'), may: ['grid-worker', 'coordinator', 'district', 'city'] },
    {
      method: 'POST',
      path: '/unmask',
      body: unmask('address'),
      may: ['grid-worker', 'coordinator', 'district', 'city'],
    },
    { method: 'POST', path: '/unmask', body: unmask('idNumber'), may: ['district', 'city'] },
  ])
})

describe('seeing a direct identifier', () => {
  let world: FakeBackend
  let worker: Ask
  beforeAll(async () => {
    world = await fakeBackend()
    worker = await signInAs(consoleApp(world.backend, { signIn: { mode: 'demo' } }), 'W0001')
  })
  afterEach(() => world.sql.query('delete from audit'))

  test('leaves a line that says who saw what of whom, and why', async () => {
    const answer = await worker('POST', '/unmask', { person, field: 'phone', purpose: '入户前联系' })
    expect(await answer.json()).toEqual({ person, field: 'phone', value: '13800005678' })
    expect(await world.sql.query('select who, action, subject, purpose from audit')).toEqual([
      { who: 'W0001', action: 'unmask phone', subject: person, purpose: '入户前联系' },
    ])
  })

  test('is refused without a purpose, and shows nothing', async () => {
    const answer = await worker('POST', '/unmask', { person, field: 'phone', purpose: ' ' })
    expect(answer.status).toBe(400)
    expect(await answer.text()).not.toContain('13800005678')
  })

  test('is refused for a person of another region, and leaves no line', async () => {
    expect((await worker('POST', '/unmask', { person: elsewhere, field: 'phone', purpose: '联系' })).status).toBe(404)
    expect(await world.sql.query('select * from audit')).toEqual([])
  })
})
