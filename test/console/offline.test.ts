import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { needsBrowser, raiseStage, type Stage, shoot } from './console-in-browser.ts'

const PHONE = { width: 390, height: 844, phone: true }
const DAY_MS = 86_400_000

const signIn = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: new RegExp(name) }).tap()
  await page.getByRole('heading', { name: '今日任务' }).waitFor()
}

/** Everything that the device keeps, as text: what is sealed is noise. */
const keptOn = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const asked = indexedDB.open('shouwang')
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = () => reject(asked.error)
    })
    const words: string[] = []
    for (const name of ['answers', 'outbox', 'drafts']) {
      const rows = await new Promise<unknown[]>((resolve) => {
        const all = db.transaction(name).objectStore(name).getAll()
        all.onsuccess = () => resolve(all.result)
      })
      for (const row of rows) {
        const { data } = (row as { sealed?: { data: ArrayBuffer } }).sealed ?? (row as { data: ArrayBuffer })
        words.push(`${name} ${new TextDecoder().decode(data)}`)
      }
    }
    return words.join('\n')
  })

describe('a visit without a network', () => {
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

  test('is prepared with one tap: the pages and the cards are on the phone, and nothing of them can be read there', async () => {
    await signIn(page, '林英文')
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await page.reload()
    await page.getByRole('button', { name: '带上姓名住址（3 户）' }).tap()
    await page.getByRole('button', { name: '已带上 3 户' }).waitFor()
    await page.getByText('断网也能用 · 已带 3/3 户').waitFor()
    await shoot(page, 'phone-carried')
    const kept = await keptOn(page)
    expect(kept.split('\n').filter((line) => line.startsWith('answers')).length).toBeGreaterThanOrEqual(4)
    for (const words of ['东风社区', '李建明', 'householdNo']) expect(kept).not.toContain(words)
  })

  test('opens its list and its card, with name and address, after the page was closed', async () => {
    await page.context().setOffline(true)
    await page.reload()
    await page.locator('.card').first().tap()
    await page.getByText('厦门市思明区滨湖街道东风社区12号').waitFor()
    await shoot(page, 'phone-offline')
  })

  test('keeps what one writes at every keystroke, and sends nothing that was closed', async () => {
    await page.getByRole('button', { name: '本人拒绝' }).tap()
    await page.getByRole('textbox', { name: /一句话/ }).fill('本人说儿子已汇款')
    await expect.poll(async () => (await keptOn(page)).includes('drafts')).toBe(true)
    await page.reload()
    await page.getByRole('button', { name: '本人拒绝' }).tap()
    await expect.poll(() => page.getByRole('textbox', { name: /一句话/ }).inputValue()).toBe('本人说儿子已汇款')
    await page.getByRole('button', { name: '关闭' }).tap()
    expect(await page.locator('.entry-waiting').count()).toBe(0)
  })

  test('says at once that the result waits, on the card and in the outbox', async () => {
    await page.getByRole('button', { name: '本人拒绝' }).tap()
    await page.getByRole('button', { name: /^确认/ }).tap()
    await page.locator('.entry-waiting').getByText('本人拒绝：本人说儿子已汇款').waitFor()
    await shoot(page, 'phone-waiting')
    await page.getByRole('button', { name: '不发了' }).tap()
    await page.getByRole('button', { name: '本人拒绝' }).tap()
    await page.getByRole('textbox', { name: /一句话/ }).fill('本人说儿子已汇款')
    await page.getByRole('button', { name: /^确认/ }).tap()
    await page.locator('.entry-waiting').waitFor()
    await page.getByRole('link', { name: '返回' }).tap()
    await page.getByRole('link', { name: /发件箱/ }).tap()
    await page.getByText('待发送').first().waitFor()
    expect(await stage.world.sql.query(`select status from tasks where task_id = 't-350100000001'`)).toEqual([
      { status: 'open' },
    ])
  })

  test('is not lost over a day: the cards are gone with the session, the entry is not, and goes after signing in', async () => {
    await page.context().clock.setFixedTime(new Date(Date.now() + DAY_MS))
    await page.reload()
    await page.getByText('这台手机上有 1 条记录').waitFor()
    expect(await page.locator('body').innerText()).not.toContain('李')
    await shoot(page, 'phone-next-day')
    await stage.world.sql.query('delete from sessions')
    await page.context().setOffline(false)
    await page.goto(`${stage.address}/tasks`)
    await page.getByText('这台手机上有 1 条记录').waitFor()
    expect(await keptOn(page)).not.toContain('answers')
    await signIn(page, '林英文')
    await expect
      .poll(() => stage.world.sql.query(`select status from tasks where task_id = 't-350100000001'`))
      .toEqual([{ status: 'closed' }])
    const lines = await stage.world.sql.query(
      `select type from task_events where task_id = 't-350100000001' and event like '%儿子已汇款%'`,
    )
    expect(lines).toEqual([{ type: 'OutcomeRecorded' }])
  })

  test('never overwrites what another phone recorded: both texts stand before the worker and the superior', async () => {
    const other = await stage.visit(PHONE)
    await signIn(other, '林英文')
    await page.goto(`${stage.address}/tasks/t-350100000002`)
    await page.getByRole('button', { name: '困难已缓解' }).waitFor()
    await page.context().setOffline(true)
    await page.getByRole('button', { name: '困难已缓解' }).tap()
    await page.getByRole('textbox', { name: /一句话/ }).fill('已找到工作')
    await page.getByRole('button', { name: /^确认/ }).tap()
    await page.locator('.entry-waiting').waitFor()

    await other.goto(`${stage.address}/tasks/t-350100000002`)
    await other.getByRole('button', { name: '家中无人' }).tap()
    await other.getByRole('textbox', { name: /一句话/ }).fill('邻居说去省城看病')
    await other.getByRole('button', { name: /^确认/ }).tap()
    await other.getByText('已上门 1 次未见到').waitFor()

    await page.context().setOffline(false)
    const conflict = page.locator('.entry-conflict')
    await conflict.waitFor()
    await shoot(page, 'phone-conflict')
    const shown = await conflict.innerText()
    for (const words of ['已找到工作', '邻居说去省城看病']) expect(shown).toContain(words)
    expect(await stage.world.sql.query(`select status from tasks where task_id = 't-350100000002'`)).toEqual([
      { status: 'accepted' },
    ])

    const town = await stage.visit(PHONE)
    await signIn(town, '何静')
    await town.goto(`${stage.address}/tasks/t-350100000002`)
    const history = town.locator('.history')
    await history.getByText('邻居说去省城看病').waitFor()
    expect(await history.innerText()).toContain('两份都保留：困难已缓解，已找到工作')
  })
})
