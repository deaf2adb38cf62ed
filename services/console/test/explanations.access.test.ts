import { beforeAll, describe, expect, test } from 'vitest'
import { consoleApp } from '../src/console-app.ts'
import { tryEveryRole } from './every-role.ts'
import { type Ask, signInAs } from './sign-in-as.ts'
import { type FakeBackend, fakeBackend, pseudonymOf } from './test-data/fake-backend.ts'

const LI = '350205198105135198'
/** One whose check digit is right. */
const LI_TRUE = '11010519491231002X'
const LIN = '350205196607145214'

describe('who may look a household up', () => {
  const all = ['grid-worker', 'coordinator', 'district', 'city'] as const
  tryEveryRole([
    { method: 'GET', path: '/households/350100000001/explanation', may: all },
    { method: 'GET', path: `/persons/${pseudonymOf(LI)}/explanation`, may: all },
    { method: 'POST', path: '/persons/explanation', body: { person: LI }, may: all },
    { method: 'GET', path: '/households/350100000001/handover', may: all },
    { method: 'GET', path: '/households/350100000001/check', may: all },
    { method: 'POST', path: '/persons/check', body: { person: LI }, may: all },
  ])
})

describe('what each role sees of a household', () => {
  let world: FakeBackend
  let worker: Ask
  let district: Ask
  beforeAll(async () => {
    world = await fakeBackend()
    const app = consoleApp(world.backend, { signIn: { mode: 'demo' } })
    worker = await signInAs(app, 'W0001')
    district = await signInAs(app, 'Q0001')
  })

  test('nobody sees a name, an ID number or a phone number unmasked', async () => {
    for (const ask of [worker, district]) {
      const text = await (await ask('GET', '/households/350100000001/explanation')).text()
      expect(text).not.toMatch(/李建明|王秀英|李小雨|350205198105135198|13800005678/)
      expect(text).toContain('李*明')
    }
  })

  test('a family’s sheet held what staff tell each other: whoever prints it, it is what the village may read', async () => {
    const sheets = await Promise.all(
      [worker, district].map(async (ask) => (await ask('GET', '/households/350100000001/handover')).json()),
    )
    expect(sheets[0]).toEqual(sheets[1])
    const [sheet] = sheets
    expect(sheet.found).not.toEqual([])
    expect(sheet.known.map(({ label }: { label: string }) => label)).toContain('医保结算')
    expect(sheet.rights.join()).toContain('个人信息保护法第四十五条')
    const text = JSON.stringify(sheet)
    expect(text).not.toMatch(/李建明|350205198105135198|13800005678|上门|区级救助科|入户核查|diseaseName|p_[0-9a-f]/)
  })

  test('a child under fourteen is shown by surname alone', async () => {
    const { members } = await (await district('GET', '/households/350100000001/explanation')).json()
    expect(members[2]).toMatchObject({ name: '李某某', relation: '女儿', age: 10 })
  })

  test('a village worker sees that there was a stay in hospital, not the illness or the department’s key', async () => {
    const { known } = await (await worker('GET', '/households/350100000001/explanation')).json()
    const settled = known.find((thing: { type: string }) => thing.type === 'MedicalSettled')
    expect(settled).toMatchObject({
      fields: { settledOn: '2026-10-20', care: 'inpatient' },
      words: '结算日期 2026-10-20，就医类别 住院',
      sourceKey: '',
    })
    expect(settled.fields).not.toHaveProperty('diseaseName')
  })

  test('the district sees the settlement in full, with its source and what could not be judged', async () => {
    const explanation = await (await district('GET', '/households/350100000001/explanation')).json()
    expect(explanation.known.find((thing: { type: string }) => thing.type === 'MedicalSettled').words).toContain(
      '合规自付 66,000 元',
    )
    expect(explanation.fires[0].observations[0].rule.source).toBe('厦门市医疗救助实施办法')
    expect(explanation.unknown[0]).toMatchObject({
      missing: ['没有近三个月的收入信息'],
      awaits: [{ provider: '市人力资源和社会保障局', name: '社会保险缴费' }],
    })
  })

  test('a village worker does not learn of a crime from an explanation, nor from what is missing or owed', async () => {
    const text = await (await worker('GET', '/households/350100000002/explanation')).text()
    expect(text).not.toMatch(/服刑|强戒|刑期|司法|custody|prison/i)
    expect(await (await district('GET', '/households/350100000002/explanation')).text()).toContain('刑期')
  })

  test('a check holds every programme against the household, and masks its people', async () => {
    const check = await (await district('GET', '/households/350100000001/check')).json()
    expect(JSON.stringify(check)).not.toMatch(/李建明|王秀英|李小雨|350205198105135198/)
    const dibao = check.programmes.find(({ programme }: { programme: string }) => programme === 'dibao')
    expect(dibao.conditions[0]).toMatchObject({
      text: '家庭人均月收入低于1,120元',
      rules: [{ id: 'dibao/monthly-standard', text: '1,120元' }],
    })
    expect(dibao.conditions).toContainEqual(
      expect.objectContaining({ state: 'not-known', needs: 'authorisation', seen: '未取得核对授权' }),
    )
  })

  test('a village worker does not learn of a crime from a check', async () => {
    const { programmes } = await (await worker('GET', '/households/350100000002/check')).json()
    const conditions = JSON.stringify(programmes.map((each: { conditions: unknown }) => each.conditions))
    expect(conditions).not.toMatch(/服刑|强戒|刑期|custody|prison/i)
  })

  test('a person is found by ID number and by pseudonym, and a mistyped number is told apart from an unknown one', async () => {
    const find = (who: string) => district('POST', '/persons/explanation', { person: who })
    for (const who of [LI, pseudonymOf(LI)]) expect((await (await find(who)).json()).householdNo).toBe('350100000001')
    expect((await find('35020')).status).toBe(400)
    expect((await find('350203199001011234')).status).toBe(404)
  })

  test('an ID number in an address is refused, whatever is asked with it', async () => {
    for (const path of [`/persons/${LI_TRUE}/explanation`, `/households/${LI_TRUE}/explanation`, `/tasks?q=${LI_TRUE}`])
      expect([path, (await district('GET', path)).status]).toEqual([path, 400])
  })

  test('a household of another region is not there', async () => {
    expect((await district('GET', '/households/350100000005/explanation')).status).toBe(404)
    expect((await district('POST', '/persons/explanation', { person: LIN })).status).toBe(404)
  })
})
