import { listen } from '@shouwang/service-process'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Installation, install } from '../journeys/installation.ts'
import { needsBrowser, type OpenedBrowser, openBrowser, shoot } from './console-in-browser.ts'

/** A town hall's list of missing people, under headers that no interface knows. Nobody in it exists. */
const FILE = {
  name: '镇办_走失登记_20261031.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    '报案编号,居民证号,村民,走失报警日,寻回日\nA1,11010519491231002X,李小明,2026-01-11,\nA2,350203197906027843,王秀英,2026-02-11,2026-02-12\nA3,123,赵某,2026-02-11,\n',
  ),
}

let installation: Installation
let browser: OpenedBrowser | undefined
let served: Awaited<ReturnType<typeof listen>>
beforeAll(async () => {
  browser = await openBrowser()
  if (browser === undefined) return
  installation = await install()
  served = await listen(installation.standalone.app, '127.0.0.1', 0)
})
beforeEach(needsBrowser)
afterAll(async () => {
  await browser?.close()
  await served?.close()
  await installation?.close()
})

test('a data officer drafts an interface from a sample, looks at its rows, mends it, saves it, and sends a file of it without a restart', async () => {
  const page = await (browser as OpenedBrowser).visit(served.address, { width: 1366, height: 768, phone: false })
  await page.getByRole('button', { name: /数据演示/ }).click()
  await page.getByRole('link', { name: '数据接口' }).click()
  await page.getByRole('link', { name: '由样例文件拟新接口' }).click()
  await page.getByLabel('样例文件').setInputFiles(FILE)
  await page.getByLabel('照哪个接口拟').selectOption('missing-report')
  await page.getByLabel('英文名').fill('lost-people')
  await page.getByLabel('英文名').blur()
  await page.getByText('拟出接口 lost-people').waitFor()
  expect(await page.getByLabel('“报案日期”读哪个表头').inputValue()).toBe('走失报警日')
  // A third of these numbers are none, so nothing is guessed of them.
  await page.getByLabel('“身份证号”读哪个表头').selectOption('居民证号')
  await page.getByText('试读 3 行，可接受 2 行').waitFor()
  await page.getByText('找到日期 2026-02-12').waitFor()
  const shown = await page.locator('main').innerText()
  expect(shown).toContain('身份证号有误（居民证号）')
  for (const personal of ['李小明', '350203197906027843']) expect(shown).not.toContain(personal)
  await shoot(page, 'desk-feed-draft')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1366)
  await page.getByRole('button', { name: '保存为本地接口' }).click()
  await page.getByText('接口 lost-people 已保存').waitFor()
  await page.getByRole('button', { name: '报送这个文件' }).click()
  await page.getByText(/已收下，交付编号/).waitFor()
  await installation.untilIdle()
  await page.getByRole('link', { name: '数据接口' }).click()
  await page
    .getByRole('row', { name: /镇办_走失登记/ })
    .first()
    .waitFor()
  const { body } = await installation.operator.get('/deliveries?feed=lost-people')
  expect(body).toMatchObject({ deliveries: [{ status: 'complete', received: 3, accepted: 2, quarantined: 1 }] })
  const city = await installation.signIn('S0001')
  const told = await city.post('/persons/explanation', { person: '350203197906027843' })
  expect(told.body).toMatchObject({ known: [{ type: 'MissingReported', feed: 'lost-people' }] })
})
