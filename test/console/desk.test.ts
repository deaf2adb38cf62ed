import { readFile } from 'node:fs/promises'
import { readHouseholdsByNo } from '@shouwang/postgres'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { textOf } from '../../services/console/test/read-workbook.ts'
import { needsBrowser, raiseStage, type Stage, shoot } from './console-in-browser.ts'

const DESK = { width: 1366, height: 768, phone: false }

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

/** A case of a family that applied at the window. */
const openCase = async ({ world }: Stage, householdNo: string): Promise<string> => {
  const [row] = await readHouseholdsByNo(world.sql, householdNo)
  if (row === undefined) throw new Error(`no household ${householdNo}`)
  const { household, region, assessment } = row
  const about = { household, householdNo, region, head: assessment.members[0] ?? null }
  const asked = { matter: 'application', origin: 'application', department: 'civil-affairs', urgent: false } as const
  const opened = await world.backend.tasks.cases.open(
    { type: 'OpenCase', ...about, ...asked, note: '窗口申请' },
    'Q0001',
  )
  if (!opened.ok) throw new Error(opened.detail)
  return opened.case.caseId
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

  test('a supervisor finds fifteen rows on a small screen, keeps filters in the address and as a view, and exports', async () => {
    const page = await signIn(stage, '许明')
    await page.getByText('共 4 项').waitFor()
    const row = await page.locator('.task-table tbody tr').first().boundingBox()
    if (row === null) throw new Error('the table has no row')
    expect(Math.floor((DESK.height - row.y) / row.height)).toBeGreaterThanOrEqual(15)
    await page.getByRole('button', { name: /^红色/ }).click()
    await page.getByText('共 2 项').waitFor()
    expect(page.url()).toContain('level=red')
    await page.getByRole('button', { name: '保存视图' }).click()
    await page.getByRole('textbox', { name: '视图名称' }).fill('红色任务')
    await page
      .getByRole('button', { name: /保\s*存$/ })
      .last()
      .click()
    await page.getByRole('button', { name: /李\*明/ }).click()
    await page.getByRole('link', { name: '查看一户一档' }).click()
    await page.getByRole('article', { name: '一户一档' }).waitFor()
    await page.goBack()
    await page.getByText('共 2 项').waitFor()
    await page.getByRole('button', { name: /^(Close|关闭)$/ }).click()
    await page.locator('.ant-drawer-mask').waitFor({ state: 'hidden' })
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '导出 XLSX' }).click(),
    ])
    expect(textOf(await readFile(await download.path()))).toContain('350100000004')
  })

  test('a supervisor reminds several workers at once, and enters leave with a substitute', async () => {
    const page = await signIn(stage, '何静')
    await page.getByText('共 4 项').waitFor()
    await page.getByRole('checkbox').nth(0).check()
    await shoot(page, 'desk-workbench')
    await page.getByRole('button', { name: /催\s*办/ }).click()
    await page.getByLabel('催办内容').fill('请本周走访')
    await page.getByRole('button', { name: '确认' }).click()
    await page.getByText('已办 4 项').waitFor()
    await page.getByRole('link', { name: '人员与请假' }).click()
    await page
      .getByRole('row', { name: /戚德 W0002/ })
      .getByRole('button', { name: /请\s*假/ })
      .click()
    const sheet = page.getByRole('dialog')
    await sheet.getByLabel('到哪天（含）').fill('2026-11-06')
    await sheet.getByLabel(/^代班人/).selectOption('W0001')
    await sheet.getByLabel('在办任务现在转给代班人').uncheck()
    await sheet.getByLabel('理由').fill('年休假')
    await sheet.getByRole('button', { name: '确认' }).click()
    await page.getByText('林英文代班').waitFor()
    await shoot(page, 'desk-workload')
  })

  test('a district officer opens the file of a household and finds everything of it in one place', async () => {
    const page = await signIn(stage, '许明')
    await openCase(stage, '350100000001')
    await page.getByRole('link', { name: '查人查户' }).click()
    await page.getByRole('searchbox', { name: '姓名、电话、身份证号或户号' }).fill('138 0000 5678')
    await page.getByRole('button', { name: /查\s*询/ }).click()
    const file = page.getByRole('article', { name: '一户一档' })
    await file.waitFor()
    await shoot(page, 'desk-household')
    const text = await file.innerText()
    for (const part of ['没有近三个月的收入信息', '肺恶性肿瘤', '走访任务', '待接单', '李*明'])
      expect(text).toContain(part)
    expect(text).not.toContain('李建明')
    await file.getByRole('button', { name: '个案', exact: true }).click()
    expect(await file.locator('.history').innerText()).toContain('窗口申请')
    await shoot(page, 'desk-household-history')
    await file.getByRole('link', { name: /申请/ }).click()
    await page.getByRole('link', { name: '一户一档 350100000001' }).waitFor()
  })

  test('a case is decided, its notice printed on A4, paused, resumed, handed over, closed and reopened in the browser', async () => {
    const caseId = await openCase(stage, '350100000002')
    const page = await signIn(stage, '许明')
    await page.goto(`${stage.address}/cases/${caseId}`)
    const act = async (button: string | RegExp, fill: (sheet: Locator) => Promise<unknown>) => {
      await page.getByRole('article').getByRole('button', { name: button, exact: true }).click()
      const sheet = page.getByRole('dialog')
      await fill(sheet)
      await sheet.getByRole('button', { name: '确认' }).click()
      await sheet.waitFor({ state: 'detached' })
    }
    const why = (label: string, words: string) => (sheet: Locator) => sheet.getByLabel(label).fill(words)
    await act('完成：核对', why('备注', '核对完成'))
    await act('完成：审核意见', why('备注', '符合条件'))
    await act('作出决定', async (sheet) => {
      await sheet.getByLabel('金额（元）').fill('800')
      await sheet.getByLabel('理由').fill('突发困难')
      await shoot(page, 'desk-case-decide')
    })
    await act('中止', async (sheet) => {
      await sheet.getByLabel('中止到哪一天').fill('2026-11-20')
      await sheet.getByLabel('理由').fill('等家庭补材料')
    })
    await page.getByRole('button', { name: '恢复办理' }).click()
    await act('移交', async (sheet) => {
      await sheet.getByLabel('移交给').selectOption('X0001')
      await sheet.getByLabel('理由').fill('由街道跟进')
    })
    await act('登记给付', (sheet) => sheet.getByLabel('金额（元）').fill('800'))
    await act('冲正', why('理由', '登记重复'))
    await act('登记给付', (sheet) => sheet.getByLabel('金额（元）').fill('800'))
    await act('销号', why('备注', '已领取'))
    await act('重新打开', why('理由', '家庭再次来访'))
    const history = await page.getByRole('article').locator('.history').innerText()
    for (const line of ['中止至 2026-11-20', '恢复办理', '责任人改为何静', '冲正', '销号：已帮到', '重新打开'])
      expect(history).toContain(line)
    await shoot(page, 'desk-case')
    await page.getByRole('link', { name: '决定通知书' }).click()
    await page.getByRole('button', { name: '生成通知书' }).click()
    const paper = page.getByRole('article')
    await paper.waitFor()
    expect(await paper.innerText()).toMatch(
      /临时救助确认通知书[\s\S]*欧阳国华[\s\S]*捌佰元整[\s\S]*60 日内依法申请行政复议/,
    )
    await page.emulateMedia({ media: 'print' })
    await shoot(page, 'desk-notice-print')
    expect(await page.getByRole('navigation').isVisible()).toBe(false)
    const looks = await stage.world.sql.query(
      `select who, fields from audit where action = 'POST /cases/{caseId}/notice'`,
    )
    expect(looks).toEqual([{ who: 'Q0001', fields: ['name', 'address'] }])
  })

  test('finance enters money into a fund, reads the ledger and exports it', async () => {
    const page = await signIn(stage, '许明')
    await page.getByRole('link', { name: '资金与给付' }).click()
    await page.getByRole('button', { name: '登记收支' }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByLabel('资金名称').fill('区级预算')
    await sheet.getByLabel('金额（元，支出写负数）').fill('50000')
    await sheet.getByLabel('备注').fill('第四季度拨入')
    await sheet.getByRole('button', { name: '确认' }).click()
    await page.getByRole('cell', { name: '50,000' }).waitFor()
    await page.getByText('1 户 1 笔，共 800 元').waitFor()
    await shoot(page, 'desk-funds')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '导出 XLSX' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^救助给付_.*\.xlsx$/)
    const text = textOf(await readFile(await download.path()))
    for (const part of ['350100000002', '临时救助', '区级预算', '2026-10-31']) expect(text).toContain(part)
    await page.close()
    const auditor = await signIn(stage, '审计')
    await auditor.getByRole('link', { name: '资金与给付' }).click()
    await auditor.getByText('1 户 1 笔，共 800 元').waitFor()
    expect(await auditor.getByRole('button', { name: '登记收支' }).count()).toBe(0)
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
    await page.getByRole('combobox', { name: /^接口/ }).click()
    await page.getByTitle('残疾人证 disability-cert').click()
    await page.getByLabel('业务日').fill('2026-10-30')
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: '残联_残疾人证.csv', mimeType: 'text/csv', buffer: Buffer.from('姓名\n某人\n') })
    await page.getByText(/已收妥 2 行/).waitFor()
    await shoot(page, 'desk-feeds')
    expect(stage.world.received).toMatchObject([
      { fileName: '残联_残疾人证.csv', bytes: 14, feed: 'disability-cert', asOf: '2026-10-30' },
    ])
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
    await page.getByRole('button', { name: '全部重新提交（2 行）' }).click()
    await shoot(page, 'desk-replay-all')
    await page.getByRole('button', { name: /确\s*定/ }).click()
    await page.getByText('已重新提交 2 行').waitFor()
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
    await page.getByRole('button', { name: '改正后重新提交' }).click()
    await page.getByText('已重新提交').waitFor()
    expect(stage.world.replayed).toMatchObject([{ quarantineId: 'q-1', row: { 姓名: '赵大海', 残疾等级: '二级' } }])
    await page.getByRole('button', { name: '日期有误', exact: true }).click()
    await page.getByRole('searchbox', { name: '废弃原因' }).fill('部门确认报错')
    await page.getByRole('button', { name: /废\s*弃/ }).click()
    await page.getByText('没有待处理的行').waitFor()
  })

  test('a role that may not see a page is told so, and a page says its name', async () => {
    const page = await signIn(stage, '何静')
    await page.goto(`${stage.address}/quarantine`)
    await page.getByText('您不能查看这个页面').waitFor()
    expect(await page.locator('.desk-main').innerText()).not.toContain('没有待处理的行')
    await page.goto(`${stage.address}/households/350100000003`)
    await expect.poll(() => page.title()).toBe('一户一档 · 守望')
  })

  test('a session that ends keeps what was typed and asks to sign in again', async () => {
    const page = await signIn(stage, '何静')
    await page.goto(`${stage.address}/tasks/t-350100000003`)
    await page.getByRole('button', { name: '加备注' }).click()
    await page.getByRole('textbox', { name: '备注', exact: true }).last().fill('老人说下周去街道')
    await page.context().clearCookies()
    await page
      .getByRole('button', { name: /保\s*存/ })
      .last()
      .click()
    await page.getByRole('button', { name: '以何静重新登录' }).click()
    await page.getByRole('button', { name: '以何静重新登录' }).waitFor({ state: 'detached' })
    expect(await page.getByRole('textbox', { name: '备注', exact: true }).last().inputValue()).toBe('老人说下周去街道')
    await page
      .getByRole('button', { name: /保\s*存/ })
      .last()
      .click()
    await page.getByText('备注：老人说下周去街道').waitFor()
  })

  test('at a desk too a family moved to a place, not to a number, and what is looked for stays out of the address', async () => {
    const page = await signIn(stage, '何静')
    await page.goto(`${stage.address}/tasks/t-350100000002`)
    await page.getByRole('button', { name: '已搬离' }).click()
    const sheet = page.getByRole('dialog', { name: '已搬离' })
    await sheet.getByRole('textbox', { name: '村居或乡镇的名字' }).fill('红旗')
    await sheet.getByRole('button', { name: /红旗村/ }).click()
    await sheet.getByRole('textbox', { name: /一句话/ }).fill('邻居说已搬走')
    await shoot(page, 'desk-moved')
    await sheet.getByRole('button', { name: /^确认/ }).click()
    await sheet.waitFor({ state: 'hidden' })
    await page.goto(`${stage.address}/tasks`)
    const search = page.getByRole('searchbox', { name: '户号、姓名、电话或身份证号' })
    await search.fill('350205198105135198')
    await search.press('Enter')
    await page.getByRole('article', { name: '一户一档' }).waitFor()
    expect(page.url()).toBe(`${stage.address}/households/350100000001`)
  })

  test('a key of a department is made for some interfaces, shown once and taken out of force; every row is accounted for', async () => {
    const page = await signIn(stage, '系统管理演示')
    await page.getByRole('link', { name: '接入密钥' }).click()
    await page.getByRole('textbox', { name: '密钥名称（如 卫健）' }).fill('残联')
    await page.getByRole('combobox', { name: '数据接口' }).click()
    await page.getByTitle('残疾人证 disability-cert').click()
    await page.getByRole('heading', { name: '接入密钥' }).click()
    await page.getByRole('button', { name: '签发密钥' }).click()
    await page.getByText(/“残联”的密钥（只显示这一次）/).waitFor()
    await shoot(page, 'desk-keys')
    await page.getByRole('button', { name: /停\s*用/ }).click()
    await page.getByRole('button', { name: /确\s*定/ }).click()
    await page.getByText(/已于 .* 停用/).waitFor()
    const data = await signIn(stage, '数据演示')
    await data.getByRole('link', { name: '数据对账' }).click()
    await data.getByRole('row', { name: /残疾人证 .* 相符/ }).waitFor()
    await shoot(data, 'desk-ledger')
  })

  test('a supervisor sees what is late and reminds, and a director drills from the map to the list', async () => {
    await stage.world.sql.query(`update tasks set status = 'open' where task_id = 't-350100000001'`)
    const page = await signIn(stage, '许明')
    await page.getByRole('link', { name: '督办' }).click()
    await page.getByText('逾期 2 天').first().waitFor()
    await shoot(page, 'desk-supervision')
    await page.getByRole('link', { name: '总览' }).click()
    await page.getByRole('button', { name: '思明区·滨湖街道' }).waitFor()
    await shoot(page, 'desk-overview')
    await page.getByRole('button', { name: '思明区·滨湖街道' }).click()
    await page.getByText('滨湖街道·红旗村').waitFor()
    expect(page.url()).toContain('region=350203001000')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '导出月报' }).click(),
    ])
    expect(textOf(await readFile(await download.path()))).toContain('年度大额医疗自付')
    await page.getByRole('link', { name: /待办/ }).last().click()
    await page.waitForURL(/tasks\?region=350203001202/)
  })

  test('a director counts the households of each ring, and opens the hardest pressed of one', async () => {
    await stage.world.sql.query(
      `update households set ring = case when household_no like '%2' then 'below-1.5' else ring end, cause = 'illness', hardship = 44`,
    )
    const page = await signIn(stage, '许明')
    await page.getByRole('link', { name: '困难圈层' }).click()
    const total = page.locator('tfoot tr')
    await total.waitFor()
    const counts = (await total.locator('td').allInnerTexts()).slice(1).map(Number)
    const all = counts.pop()
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(all)
    await total.locator('td').nth(4).getByRole('button').click()
    await page.getByRole('heading', { name: '家庭 · 1至1.5倍' }).waitFor()
    await page.getByRole('link', { name: '一户一档' }).first().waitFor()
    await shoot(page, 'desk-rings')
  })

  test('the city switches to English', async () => {
    const page = await signIn(stage, '市级演示')
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('link', { name: 'Quarantine' }).waitFor()
    await shoot(page, 'desk-english')
  })
})
