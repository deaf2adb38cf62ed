import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { needsBrowser, raiseStage, type Stage, shoot } from './console-in-browser.ts'

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

  test('opens a family and reads why, what it may be owed, what to ask and which papers', async () => {
    await page.locator('.card').first().tap()
    await page.getByRole('heading', { name: '为什么走访' }).waitFor()
    await shoot(page, 'phone-task')
    const text = await page.locator('main').innerText()
    for (const part of ['医疗救助', '怎么问', '请家庭准备的材料', '医疗费用结算单', '办理经过'])
      expect(text).toContain(part)
    expect(text).not.toContain('恶性肿瘤')
  })

  test('sees a phone number only after saying why', async () => {
    await page.getByRole('button', { name: '打电话' }).first().tap()
    await page.getByRole('button', { name: '入户前联系' }).tap()
    const dial = page.getByRole('link', { name: /拨打/ })
    await dial.waitFor()
    expect(await dial.getAttribute('href')).toBe('tel:13800005678')
    await shoot(page, 'phone-call')
    await page.getByRole('button', { name: '关闭' }).tap()
    const looks = await stage.world.sql.query(`select who, fields, purpose from audit where action = 'POST /unmask'`)
    expect(looks).toEqual([{ who: 'W0001', fields: ['phone'], purpose: '入户前联系' }])
  })

  test('records that nobody was home in two taps', async () => {
    await page.getByRole('button', { name: '未找到本人' }).tap()
    await shoot(page, 'phone-outcome')
    await page.getByRole('button', { name: /^确认/ }).tap()
    await page.getByText('这项任务已结束').waitFor()
    await shoot(page, 'phone-recorded')
    expect(await page.locator('.history').innerText()).toContain('未找到本人')
  })

  test('records a finding in two taps', async () => {
    await page.goto(`${stage.address}/tasks/t-350100000003`)
    await page.getByRole('button', { name: '符合条件，已协助申请' }).tap()
    await page.getByRole('button', { name: /^确认/ }).tap()
    await page.getByText('这项任务已结束').waitFor()
  })

  test('hears at once of a change that somebody else made', async () => {
    await page.goto(`${stage.address}/tasks`)
    await page.locator('.card').first().waitFor()
    await page.waitForTimeout(500)
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
    await page.getByText('没有待办任务').waitFor()
    await page.getByText('任务有更新').waitFor()
    await shoot(page, 'phone-empty')
  })

  test('switches to English and stays there', async () => {
    await page.getByRole('button', { name: 'English' }).tap()
    await page.getByRole('heading', { name: 'Today' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Today' }).waitFor()
  })
})
