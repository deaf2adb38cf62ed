import { beforeAll, describe, expect, test } from 'vitest'
import { consoleApp } from '../src/console-app.ts'
import { tryEveryRole } from './every-role.ts'
import { type Ask, signInAs } from './sign-in-as.ts'
import { type FakeBackend, fakeBackend, pseudonymOf } from './test-data/fake-backend.ts'

const asked = {
  person: pseudonymOf('350205198105135198'),
  type: 'MedicalSettled',
  feed: 'med-settlement',
  day: '2026-10-28',
  what: '这次住院不是本人，身份证号 350205198105135198 被人冒用',
}

describe('who asks departments for corrections, and who hears their answers', () => {
  tryEveryRole(
    [
      { method: 'POST', path: '/corrections', body: asked, may: ['grid-worker', 'coordinator', 'district', 'city'] },
      { method: 'GET', path: '/corrections', may: ['district', 'city', 'data'] },
      { method: 'POST', path: '/corrections/1/answer', body: { answer: '核实无误' }, may: ['data'] },
    ],
    async (sql) => {
      await sql.query(`delete from corrections`)
      await sql.query(
        `insert into corrections (id, feed, person, type, source_key, said, what, region, asked_by)
         overriding system value values (1, 'fire', 'p_1', 'FireReported', '', '', '', '350203000000', 'W0001')`,
      )
    },
  )
})

describe('a correction', () => {
  let world: FakeBackend
  let worker: Ask
  let data: Ask
  beforeAll(async () => {
    world = await fakeBackend()
    const app = consoleApp(world.backend, { signIn: { mode: 'demo' } })
    worker = await signInAs(app, 'W0001')
    data = await signInAs(app, 'S0002')
  })

  test('went nowhere: now it is a ticket to the department that said it, without identifiers in its words', async () => {
    const { known } = await (await worker('GET', '/households/350100000001/explanation')).json()
    const settled = known.find(({ type }: { type: string }) => type === 'MedicalSettled')
    const { person, type, feed, day } = settled
    expect((await worker('POST', '/corrections', { ...asked, person, type, feed, day })).status).toBe(201)
    expect((await worker('POST', '/corrections', { ...asked, person, type, feed, day })).status).toBe(409)
    const { corrections } = await (await data('GET', `/corrections?feed=${feed}`)).json()
    expect(corrections).toMatchObject([{ feed, label: '医保结算', state: 'open', askedBy: 'W0001' }])
    expect(JSON.stringify(corrections)).not.toContain('350205198105135198')
    expect((await (await data('GET', '/corrections?feed=fire')).json()).corrections).toEqual([])
  })

  test('of something that nobody said, or of another’s regions, is refused', async () => {
    expect((await worker('POST', '/corrections', { ...asked, day: '2020-01-01' })).status).toBe(404)
    const elsewhere = { ...asked, person: pseudonymOf('350205196607145214') }
    expect((await worker('POST', '/corrections', elsewhere)).status).toBe(404)
  })

  test('ends with the department’s answer, which stays', async () => {
    const { corrections } = await (await data('GET', '/corrections')).json()
    const answer = () => data('POST', `/corrections/${corrections[0].id}/answer`, { answer: '医保局核实无误' })
    expect((await answer()).status).toBe(200)
    expect((await answer()).status).toBe(404)
    expect((await (await data('GET', '/corrections')).json()).corrections).toEqual([])
    const all = await (await data('GET', '/corrections?state=all')).json()
    expect(all.corrections).toMatchObject([{ state: 'answered', answer: '医保局核实无误', closedBy: 'S0002' }])
  })
})
