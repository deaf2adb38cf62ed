import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { needsBrowser, raiseStage, type Stage, shoot } from './console-in-browser.ts'

/** What the alert service does with leads, which has no page. */
type Routing = { readonly leads: { readonly route: () => Promise<number> } }

const PHONE = { width: 390, height: 844, phone: true }

describe('a grid worker with a phone', () => {
  let stage: Stage
  let page: Page
  beforeAll(async () => {
    const raised = await raiseStage()
    if (raised === undefined) return
    stage = raised
    page = await stage.visit(PHONE)
  })
  beforeEach(needsBrowser)
  afterAll(() => stage?.close())

  test('signs in by picking a name', async () => {
    await page.getByRole('button', { name: /林英文/ }).waitFor()
    await shoot(page, 'phone-sign-in')
    await page.getByRole('button', { name: /林英文/ }).tap()
    await page.getByRole('heading', { name: '今日任务' }).waitFor()
  })

  test('sees the families of the village, the latest first, each with its reason, source and day', async () => {
    const cards = page.locator('.card')
    await cards.first().waitFor()
    await shoot(page, 'phone-today')
    expect(await cards.count()).toBe(3)
    const first = await cards.first().innerText()
    expect(first).toContain('红色')
    expect(first).toContain('逾期 2 天')
    expect(first).toContain('李*明')
    expect(first).toContain('市医疗保障局 · 医保结算明细 · 2026-10-28')
    expect(await cards.nth(1).innerText()).toContain('今天到期')
    expect(await page.locator('main').innerText()).not.toContain('李建明')
  })

  test('opens a family in the order of the work: who and where, why, what it may be owed, what to ask, papers, result', async () => {
    await page.locator('.card').first().tap()
    await page.getByRole('heading', { name: '为什么走访' }).waitFor()
    await shoot(page, 'phone-task')
    const text = await page.locator('main').innerText()
    const order = ['找谁 · 在哪', '为什么走访', '有什么', '怎么问', '请家庭准备的材料', '走访结果', '办理经过']
    expect(order.map((part) => text.indexOf(part))).toEqual(
      order.map((part) => text.indexOf(part)).toSorted((x, y) => x - y),
    )
    for (const part of [...order, '医疗救助', '医疗费用结算单']) expect(text).toContain(part)
    for (const hidden of ['恶性肿瘤', '李建明', '东风社区12号', '13800005678']) expect(text).not.toContain(hidden)
  })

  test('finds the door after one tap that the audit keeps: name, address, the way there, and a call, but none to a child', async () => {
    await page.getByRole('button', { name: '查看姓名、住址和电话' }).tap()
    await page.getByText('厦门市思明区滨湖街道东风社区12号').waitFor()
    await shoot(page, 'phone-door')
    const way = await page.getByRole('link', { name: /导航/ }).getAttribute('href')
    expect(way).toContain(encodeURIComponent('东风社区12号'))
    expect(await page.getByRole('link', { name: '打电话给李建明' }).getAttribute('href')).toBe('tel:13800005678')
    expect(await page.locator('main').innerText()).toContain('儿童不直接联系')
    expect(await page.locator('main').innerText()).not.toContain('李小雨')
    await page.reload()
    await page.getByText('厦门市思明区滨湖街道东风社区12号').waitFor()
    const looks = await stage.world.sql.query(
      `select who, fields, purpose from audit where action = 'POST /tasks/{taskId}/visit'`,
    )
    expect(looks).toEqual([{ who: 'W0001', fields: ['name', 'address', 'phone'], purpose: '入户走访' }])
  })

  test('records that nobody was home, with the next try, and the task goes on', async () => {
    await page.getByRole('button', { name: '家中无人' }).tap()
    expect(await page.getByRole('textbox', { name: /一句话/ }).inputValue()).toBe('')
    await page.getByRole('button', { name: '3 天后' }).tap()
    await shoot(page, 'phone-outcome')
    await page.getByRole('button', { name: /^确认/ }).tap()
    await page.getByText('已上门 1 次未见到，约定 2026-11-03 再上门').waitFor()
    await shoot(page, 'phone-recorded')
    expect(await page.locator('.history').innerText()).toContain('家中无人')
  })

  test('takes a wrong tap back on the same day', async () => {
    await page.getByRole('button', { name: '撤销这个结果' }).tap()
    await page.getByText('撤销结果').waitFor()
    expect(await page.locator('main').innerText()).not.toContain('已上门')
  })

  test('says whose record is wrong, and the department is asked to correct it', async () => {
    await page.getByRole('button', { name: '数据有误' }).tap()
    await page.getByRole('button', { name: '市医疗保障局 · 医保结算明细' }).tap()
    await page.getByRole('textbox', { name: /哪一项/ }).fill('个人自付')
    await page.getByRole('textbox', { name: /应该是什么/ }).fill('已由单位报销')
    await shoot(page, 'phone-wrong-record')
    await page.getByRole('button', { name: /^确认/ }).tap()
    await page.getByText('这项任务已结束').waitFor()
    await page.getByText('须第二人复核').waitFor()
    await shoot(page, 'phone-second-person')
    expect(await stage.world.sql.query('select feed, what, asked_by, state from corrections')).toEqual([
      { feed: 'med-settlement', what: '个人自付：已由单位报销', asked_by: 'W0001', state: 'open' },
    ])
  })

  test('hands a long rest to a second person, who sends it back', async () => {
    const town = await stage.visit(PHONE)
    await town.getByRole('button', { name: /何静/ }).tap()
    await town.getByRole('button', { name: '待复核' }).tap()
    await town.locator('.card').first().tap()
    await town.getByRole('button', { name: '同意' }).waitFor()
    await shoot(town, 'phone-to-confirm')
    await town.getByRole('textbox', { name: '退回的原因' }).fill('请再核实报销')
    await town.getByRole('button', { name: '退回再访' }).tap()
    await town.getByText('复核退回（请再核实报销）').waitFor()
    await page.getByRole('button', { name: '家中无人' }).waitFor()
  })

  test('records a finding in two taps', async () => {
    await page.goto(`${stage.address}/tasks/t-350100000003`)
    await page.getByRole('button', { name: '符合条件，已协助申请' }).tap()
    await page.getByRole('button', { name: /^确认/ }).tap()
    await page.getByText('这项任务已结束').waitFor()
  })

  test('asks on the form what nobody knows, and has it signed, saved and printed', async () => {
    await page.goto(`${stage.address}/tasks/t-350100000002`)
    await page.getByRole('link', { name: '填入户调查表' }).tap()
    await page.getByRole('heading', { name: '家庭成员' }).waitFor()
    await page.getByText(/还差 \d+ 项/).waitFor()
    for (const one of await page.getByRole('button', { name: '良好' }).all()) await one.tap()
    for (const one of await page.getByRole('button', { name: '打零工' }).all()) await one.tap()
    for (const one of await page.getByRole('button', { name: '都能' }).all()) await one.tap()
    await page.getByRole('textbox', { name: /全家每月总收入/ }).fill('1200.5')
    for (const name of ['租房', '破旧', '因病', '否', '自己', '生活救助', '是'])
      if ((await page.getByRole('button', { name, exact: true }).count()) === 1)
        await page.getByRole('button', { name, exact: true }).tap()
    for (const one of await page.getByRole('button', { name: '否', exact: true }).all()) await one.tap()
    await page.getByRole('textbox', { name: /调查意见/ }).fill('情况属实，建议纳入')
    await page.getByRole('textbox', { name: '调查人2' }).fill('何静')
    await shoot(page, 'phone-form')
    const pad = page.getByRole('img', { name: '家庭签字' })
    await pad.scrollIntoViewIfNeeded()
    const box = await pad.boundingBox()
    if (box === null) throw new Error('there is no pad to sign on')
    await page.mouse.move(box.x + 20, box.y + 20)
    await page.mouse.down()
    await page.mouse.move(box.x + 120, box.y + 60, { steps: 5 })
    await page.mouse.up()
    await shoot(page, 'phone-form-signed')
    await page.getByRole('button', { name: '保存调查表' }).tap()
    await page.locator('.history').getByText('家庭已签字').waitFor()
    const kept = await stage.world.sql.query('select declared_monthly_fen from visit_forms')
    expect(kept).toEqual([{ declared_monthly_fen: 120_050 }])
    await page.goto(`${stage.address}/tasks/t-350100000002/form/print?blank=1`)
    await page.getByText('□ 是').first().waitFor()
    await shoot(page, 'form-blank')
  })

  test('tells of somebody whose name nobody knows in four taps and a sentence, and finds the task to find out who', async () => {
    await page.goto(`${stage.address}/tasks`)
    await page.getByRole('link', { name: '线索' }).tap()
    await page.getByRole('link', { name: '报线索' }).tap()
    await page.getByRole('button', { name: '看病就医' }).tap()
    await page.getByRole('textbox', { name: '一句话说明' }).fill('桥头修车的老人咳血，没人管')
    await shoot(page, 'phone-lead')
    await page.getByRole('button', { name: '报上去' }).tap()
    await page
      .locator('.entry-sent')
      .getByText(/桥头修车的老人咳血/)
      .waitFor()
    await (stage.world.backend.tasks as unknown as Routing).leads.route()
    await page.goto(`${stage.address}/leads`)
    await page.getByRole('link', { name: '看任务' }).tap()
    await page.getByRole('button', { name: '接单' }).tap()
    await page.getByRole('button', { name: '查看姓名、住址和电话' }).tap()
    await page.getByText('桥头修车的老人咳血').waitFor()
    await page.getByRole('searchbox', { name: /姓名、电话/ }).fill('李建明')
    await page.getByRole('button', { name: '查找' }).tap()
    await page.getByRole('button', { name: '并入 李*明' }).waitFor()
    await shoot(page, 'phone-find-who')
    await page.getByRole('button', { name: '并入 李*明' }).tap()
    await page.getByText('已查明是谁，线索并入该户').waitFor()
    expect(stage.world.rows.at(-1)).toMatchObject({ feed: 'street-lead' })
  })

  test('a neighbour tells of a need without signing in, and asks with the number', async () => {
    const neighbour = await stage.visit(PHONE)
    await neighbour.getByRole('link', { name: '群众反映困难' }).tap()
    await neighbour.getByRole('button', { name: '生活困难' }).tap()
    await neighbour.getByRole('textbox', { name: '一句话说明' }).fill('楼上老人几天没出门了')
    await shoot(neighbour, 'phone-public')
    await neighbour.getByRole('button', { name: '报上去' }).tap()
    const number = await neighbour.locator('.lead-number').innerText()
    expect(number).toMatch(/^\d{4} \d{4} \d{4}$/)
    await neighbour.getByRole('textbox', { name: '编号' }).fill(number)
    await neighbour.getByRole('button', { name: '查询' }).tap()
    await neighbour.getByText('已收到，正在转给当地工作人员').waitFor()
    await neighbour.context().close()
  })

  test('hears of a change that somebody else made above the open sheet, and keeps what was being typed', async () => {
    await Promise.all([page.waitForResponse(/\/api\/v1\/events$/), page.goto(`${stage.address}/tasks/t-350100000002`)])
    await page.getByRole('button', { name: '本人拒绝' }).tap()
    const words = page.getByRole('textbox', { name: /一句话/ })
    await words.fill('家里人说不用')
    await stage.world.backend.tasks.perform(
      {
        type: 'RecordOutcome',
        taskId: 't-350100000002',
        outcome: 'already-covered',
        note: '',
        livesInHouseholdNo: null,
      },
      'X0001',
    )
    const notice = page.getByText('任务有更新')
    await notice.waitFor()
    // What is behind a sheet is inert; of what lies above it the browser tells whether it is shown.
    expect(await page.locator('.live').evaluate((one) => one.matches(':popover-open'))).toBe(true)
    await page.getByText('这项任务已结束').waitFor()
    expect(await words.inputValue()).toBe('家里人说不用')
    await shoot(page, 'phone-heard')
    await page.getByRole('button', { name: '关闭' }).tap()
    await page.goto(`${stage.address}/tasks`)
    await expect.poll(() => page.locator('.card').count()).toBe(1)
  })

  test('switches to English and stays there', async () => {
    await page.getByRole('button', { name: 'English' }).tap()
    await page.getByRole('heading', { name: 'Today' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Today' }).waitFor()
  })
})
