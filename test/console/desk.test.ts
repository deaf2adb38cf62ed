import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { needsBrowser, raiseStage, type Stage, shoot } from './console-in-browser.ts'

const DESK = { width: 1440, height: 900, phone: false }

const signIn = async (stage: Stage, name: string): Promise<Page> => {
  const page = await stage.visit(DESK)
  await page.getByRole('button', { name: new RegExp(name) }).click()
  await page.getByRole('navigation').waitFor()
  return page
}

/** Rows of one feed that are set aside, by their id and business day. */
const setAside = async ({ world }: Stage, rows: Readonly<Record<string, string>>): Promise<void> => {
  for (const [id, day] of Object.entries(rows))
    await world.sql.query(
      `insert into quarantine (quarantine_id, feed, delivery, row_no, business_day, stage, reason, field, sealed)
       values ($1, 'med-settlement', 'd-2', 7, $2, 'ingest', 'future-date', '结算日期', 'sealed')`,
      [id, day],
    )
}

describe('people at desks', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = (await raiseStage()) as Stage
  })
  beforeEach(needsBrowser)
  afterAll(() => stage?.close())

  test('a district officer filters the tasks, opens one beside the table and gives it to someone else', async () => {
    const page = await signIn(stage, '许明')
    await page.getByText('共 4 项').waitFor()
    await shoot(page, 'desk-tasks')
    await page.getByRole('button', { name: /^橙色/ }).click()
    await page.getByText('共 1 项').waitFor()
    await page.getByRole('button', { name: /欧\*\*华/ }).click()
    await page.getByRole('heading', { name: '为什么走访' }).waitFor()
    await shoot(page, 'desk-task')
    expect(await page.locator('.ant-drawer').innerText()).toContain('服刑')
    await page.getByRole('button', { name: /转\s*派/ }).click()
    await page.getByRole('combobox', { name: '转派给' }).click()
    await page.getByText(/戚德 W0002/).click()
    await page.getByRole('textbox', { name: '转派原因' }).fill('林英文请假')
    await page.getByRole('button', { name: /确\s*认/ }).click()
    await page.getByText('转派给戚德：林英文请假').waitFor()
  })

  test('a district officer looks up a household and sees what is known and what is missing', async () => {
    const page = await signIn(stage, '许明')
    await page.getByRole('link', { name: '户情研判' }).click()
    await page.getByRole('searchbox', { name: '输入户号或身份证号' }).fill('350100000001')
    await page.getByRole('button', { name: /查\s*询/ }).click()
    await page.getByRole('heading', { name: '已知信息' }).waitFor()
    await shoot(page, 'desk-household')
    const text = await page.locator('.desk-main').innerText()
    expect(text).toContain('没有近三个月的收入信息')
    expect(text).not.toContain('李建明')
  })

  test('a director drafts a standard, has its effect estimated, and proposes it; a phone shows what waits', async () => {
    const page = await signIn(stage, '市级演示')
    await page.getByRole('link', { name: '政策草案' }).click()
    await page.getByRole('textbox', { name: '标准文件的路径' }).fill('regions/350200/dibao/monthly-standard.yaml')
    await page.getByRole('button', { name: '取最新文件' }).click()
    const text = page.getByRole('textbox', { name: 'regions/350200/dibao/monthly-standard.yaml' })
    await text.waitFor()
    const source = '{ title: 草案, publisher: 厦门市民政局, confidence: high }'
    await text.fill(
      `${(await text.inputValue()).trimEnd()}\n  - { from: 2027-01-01, value: 1300, source: ${source} }\n`,
    )
    await page.getByLabel('研判日').fill('2027-01-01')
    await page.getByRole('button', { name: '快速估算' }).click()
    await page.getByText(/抽样 \d+ 户推算到 \d+ 户，是估计数/).waitFor()
    await page.getByLabel('依据').fill('厦民〔2026〕1号')
    await page.getByRole('button', { name: '提出，待第二人确认' }).click()
    await page.getByText(/已提出，编号 \d+，自 2027-01-01 起采用/).waitFor()
    await page.getByText('1,120 元 → 1,300 元').first().waitFor()
    await shoot(page, 'desk-draft')
    const phone = await stage.visit({ width: 390, height: 844, phone: true })
    await phone.getByRole('button', { name: /市级演示/ }).click()
    await phone.getByRole('link', { name: '政策草案' }).click()
    await phone.getByRole('heading', { name: '政策草案' }).waitFor()
    const { scrollWidth, clientWidth } = await phone.evaluate(() => document.documentElement)
    expect(scrollWidth).toBe(clientWidth)
    await shoot(phone, 'phone-draft')
  })

  test('the data team uploads a file and sees its receipt', async () => {
    const page = await signIn(stage, '数据演示')
    await page.getByRole('link', { name: '数据接口' }).click()
    await page.getByText('超期未报').first().waitFor()
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: '残联_残疾人证.csv', mimeType: 'text/csv', buffer: Buffer.from('姓名\n某人\n') })
    await page.getByText(/已收妥 2 行/).waitFor()
    await shoot(page, 'desk-feeds')
    expect(stage.world.received).toMatchObject([{ fileName: '残联_残疾人证.csv', bytes: 14 }])
  })

  test("the data team narrows the quarantine to some days and sends a feed's rows of those days again at once", async () => {
    await setAside(stage, { 'q-7': '2026-10-20', 'q-8': '2026-10-25', 'q-9': '2026-10-26' })
    const page = await signIn(stage, '数据演示')
    await page.getByRole('link', { name: '隔离区' }).click()
    const rows = page.getByRole('button', { name: '日期晚于业务日', exact: true })
    await rows.nth(2).waitFor()
    await page.getByLabel('业务日从').fill('2026-10-21')
    await page.getByLabel('到', { exact: true }).fill('2026-10-29')
    await page.getByRole('button', { name: '医保结算明细 · 日期晚于业务日 2' }).click()
    await page.getByRole('button', { name: '全部重放（2 行）' }).click()
    await shoot(page, 'desk-replay-all')
    await page.getByRole('button', { name: /确\s*定/ }).click()
    await page.getByText('已重放 2 行').waitFor()
    await page.getByText('没有符合条件的行').waitFor()
    await page.getByRole('button', { name: '清除筛选' }).click()
    await expect.poll(() => rows.count()).toBe(1)
    const replayed = await stage.world.sql.query(`select quarantine_id as id from quarantine where state = 'replayed'`)
    expect(replayed.map(({ id }) => id).sort()).toEqual(['q-8', 'q-9'])
    await stage.world.sql.query(`delete from quarantine where feed = 'med-settlement'`)
  })

  test('the data team mends a masked row and replays it, and discards another', async () => {
    const page = await signIn(stage, '数据演示')
    await page.getByRole('link', { name: '隔离区' }).click()
    await page.getByRole('button', { name: '代码不在码表中', exact: true }).click()
    await page.getByText('350203********5812').waitFor()
    await page.getByRole('textbox', { name: '残疾等级 改为' }).fill('二级')
    await shoot(page, 'desk-quarantine')
    await page.getByRole('button', { name: '改正后重放' }).click()
    await page.getByText('已重放').waitFor()
    expect(stage.world.replayed).toMatchObject([{ quarantineId: 'q-1', row: { 姓名: '赵大海', 残疾等级: '二级' } }])
    await page.getByRole('button', { name: '日期有误', exact: true }).click()
    await page.getByRole('searchbox', { name: '废弃原因' }).fill('部门确认报错')
    await page.getByRole('button', { name: /废\s*弃/ }).click()
    await page.getByText('没有待处理的行').waitFor()
  })

  test('the city switches to English', async () => {
    const page = await signIn(stage, '市级演示')
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('link', { name: 'Quarantine' }).waitFor()
    await shoot(page, 'desk-english')
  })
})
