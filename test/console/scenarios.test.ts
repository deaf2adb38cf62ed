import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { needsBrowser, raiseStage, type Stage, shoot } from './console-in-browser.ts'

// Scenarios of docs/casework.md §4 as people play them, from the family to the end, on phones and at desks.

const PHONE = { width: 390, height: 844, phone: true }
const DESK = { width: 1366, height: 768, phone: false }
const [LI, OUYANG, VILLAGE] = ['350100000001', '350100000002', '350203001201']

describe('from finding a family to helping it, in the browser', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = (await raiseStage()) as Stage
  })
  beforeEach(needsBrowser)
  afterAll(() => stage?.close())

  const signIn = async (screen: typeof PHONE, name: string): Promise<Page> => {
    const page = await stage.visit(screen)
    await page.getByRole('button', { name: new RegExp(name) }).click()
    await page.locator('.phone, .desk').first().waitFor()
    return page
  }
  /** Presses a button, fills the sheet that it opens, and confirms it. */
  const act = async (
    page: Page,
    button: string | RegExp,
    fill: (sheet: Locator) => Promise<unknown>,
  ): Promise<void> => {
    await page.getByRole('main').getByRole('button', { name: button, exact: true }).click()
    const sheet = page.getByRole('dialog')
    await fill(sheet)
    await sheet.getByRole('button', { name: '确认' }).click()
    await sheet.waitFor({ state: 'detached' })
  }
  const note = (words: string) => (sheet: Locator) => sheet.getByLabel('备注').fill(words)
  /** The family's newest case, opened. */
  const openCase = async (page: Page, householdNo: string): Promise<void> => {
    const [row] = await stage.world.sql.query<{ caseId: string }>(
      'select case_id as "caseId" from cases where household_no = $1 order by length(case_id) desc, case_id desc limit 1',
      [householdNo],
    )
    await page.goto(`${stage.address}/cases/${row?.caseId}`)
    await page.getByRole('article').first().waitFor()
  }
  const history = (page: Page) => page.locator('.history').first().innerText()

  test('D6 on phones: 2,000 yuan at the door in four taps, the papers after, and the return visit ends it', async () => {
    const worker = await signIn(PHONE, '林英文')
    await worker.goto(`${stage.address}/tasks/t-${LI}`)
    await worker.getByRole('button', { name: '已给予临时救助' }).tap()
    await worker.getByRole('button', { name: '现金' }).tap()
    await worker.getByRole('button', { name: '2000 元' }).tap()
    await worker.getByRole('button', { name: /^确认/ }).tap()
    await worker.getByText('这项任务已结束').waitFor()
    const town = await signIn(PHONE, '何静')
    await openCase(town, LI)
    expect(await history(town)).toMatch(/先行救助：现金 2,?000 元，\d{4}-\d\d-\d\d 前补齐材料/)
    await shoot(town, 'phone-help-first')
    await act(town, /^完成：/, note('身份证、结算单已补齐'))
    await act(town, '销号', note('已回访，孩子已复学'))
    expect(await history(town)).toContain('销号：已帮到')
  })

  test('D3, X4: a conference decides 8,000 yuan at a desk, a phone agrees, it is paid and found again as a precedent', async () => {
    const town = await signIn(DESK, '何静')
    await town.goto(`${stage.address}/tasks/t-${OUYANG}`)
    await town.getByRole('button', { name: '提请一事一议' }).click()
    await town.getByRole('textbox', { name: /一句话/ }).fill('父亲服刑，母亲患病，请会商')
    await town.getByRole('button', { name: /^确认/ }).click()
    await town.getByText('这项任务已结束').waitFor()
    await openCase(town, OUYANG)
    await act(town, '提请会商', (sheet) => sheet.getByLabel(/请谁参加/).fill('林处长 区医保局'))
    for (const name of ['林处长', '王主任'])
      await act(town, '记一条意见', async (sheet) => {
        await sheet.getByLabel('姓名').fill(name)
        await sheet.getByLabel('单位').fill('区医保局')
        await sheet.getByLabel('意见', { exact: true }).fill('同意救助')
      })
    await act(town, '形成决定', async (sheet) => {
      await sheet.getByLabel('金额（元）').fill('8000')
      await sheet.getByLabel('理由').fill('规则不适用，家庭无力承担')
    })
    await shoot(town, 'desk-conference')
    await town.getByRole('button', { name: '结束会商' }).click()
    await town.getByText('已结束').first().waitFor()
    await openCase(town, OUYANG)
    await act(town, '作出决定', (sheet) => sheet.getByLabel('理由').fill('按会商决定'))
    const district = await signIn(PHONE, '许明')
    await openCase(district, OUYANG)
    await district.getByRole('button', { name: '复核同意' }).tap()
    await district.getByRole('button', { name: '登记给付' }).waitFor()
    await openCase(town, OUYANG)
    await act(town, '登记给付', (sheet) => sheet.getByLabel('金额（元）').fill('8000'))
    await act(town, '销号', note('已回访，款已收到'))
    expect(await history(town)).toContain('销号：已帮到')
    await town.goto(`${stage.address}/precedents`)
    await town.getByText('8,000 元').first().waitFor()
  })

  test('T3: one page at a desk tells each step of it from the task to 销号, with who and when', async () => {
    const district = await signIn(DESK, '许明')
    await district.goto(`${stage.address}/households/${OUYANG}/trace`)
    await district.getByText('回访销号').first().waitFor()
    const text = await district.getByRole('main').innerText()
    for (const step of ['派单', '走访', '立案', '会商', '决定', '给付', '回访销号']) expect(text).toContain(step)
    await shoot(district, 'desk-trace')
  })

  test('T1, T2: an ID number typed at a desk gives one page, with both lists to print, and stands nowhere', async () => {
    const district = await signIn(DESK, '许明')
    await district.getByRole('link', { name: '查人查户' }).click()
    await district.getByRole('searchbox', { name: '姓名、电话、身份证号或户号' }).fill('350205 19810513 5198')
    await district.getByRole('button', { name: /查\s*询/ }).click()
    for (const list of ['政策关爱清单', '救助服务清单']) await district.getByRole('heading', { name: list }).waitFor()
    expect(district.url()).toBe(`${stage.address}/households/${LI}`)
    const onScreen = await district.getByRole('main').innerText()
    await district.emulateMedia({ media: 'print' })
    expect(await district.getByRole('navigation').isVisible()).toBe(false)
    // What prints goes to the family, and a number of our own choice is for caseworkers.
    expect(onScreen).toContain('守望默认值')
    expect(await district.getByRole('main').innerText()).not.toContain('守望默认值')
    expect(await district.getByRole('main').innerText()).not.toMatch(/350205198105135198|李建明/)
    await shoot(district, 'desk-check-print')
  })

  test('D7: a case goes to the housing office, which answers on its phone, and the case shows it done', async () => {
    const town = await signIn(DESK, '何静')
    await openCase(town, OUYANG)
    await act(town, '重新打开', (sheet) => sheet.getByLabel('理由').fill('房屋漏雨'))
    await act(town, '转办', async (sheet) => {
      await sheet.getByLabel('转给').selectOption('housing/')
      await sheet.getByLabel('需要什么').fill('请鉴定并修缮房屋')
      await sheet.getByLabel('为什么').fill('屋顶破损')
      await sheet.getByLabel('反馈期限').fill('2026-12-20')
    })
    const housing = await signIn(PHONE, '住建部门演示')
    await housing.getByRole('button', { name: '接收' }).tap()
    await housing.getByRole('button', { name: '办结' }).tap()
    await housing.getByLabel('备注').fill('已修缮')
    await shoot(housing, 'phone-referral')
    await housing.getByRole('button', { name: '确认' }).tap()
    await housing.getByText('没有转办单').waitFor()
    await openCase(town, OUYANG)
    await town.getByText('转办（1/1 已办结）').waitFor()
  })

  test('SD4: a worker draws the board of a village on the phone and hangs it where everybody passes', async () => {
    await stage.world.sql.query(
      `insert into publicity_due (decision_no, case_id, household, household_no, region, programme, amount_fen, starts_on, decided_on)
       select 'C-x-d1', 'C-x', household, household_no, $1, 'dibao', 120000, '2026-10-31', '2026-10-31' from households
       where household_no = $2`,
      [VILLAGE, LI],
    )
    const worker = await signIn(PHONE, '林英文')
    await worker.goto(`${stage.address}/publicity`)
    await worker.getByRole('button', { name: '制作公示' }).tap()
    await act(worker, '登记张贴', (sheet) => sheet.getByLabel('张贴在哪里').fill('村务公开栏'))
    expect(await worker.getByRole('article').innerText()).toContain('村务公开栏')
    expect(await worker.getByRole('article').innerText()).not.toContain('李建明')
    await shoot(worker, 'phone-board')
  })
})
