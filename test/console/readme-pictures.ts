/**
 * The pictures of README, from the running program with its made-up county: the tasks of the county's head at a desk, and the card of a worker's
 * gravest task on a phone. Run: `pnpm start` in one terminal, `node test/console/readme-pictures.ts http://127.0.0.1:8230` in another.
 */
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { openBrowser } from './console-in-browser.ts'

const address = process.argv[2] ?? 'http://127.0.0.1:8230'
const docs = fileURLToPath(new URL('../../docs/', import.meta.url))
const browser = await openBrowser()
if (browser === undefined) throw new Error('no Chromium: install it, or set CHROMIUM')

/** Signs one of the demo's staff in: the first of those whose numbers begin so. */
const signIn = (page: Page, staffNo: string): Promise<void> =>
  page.locator('.staff-card', { hasText: staffNo }).first().click()

try {
  const desk = await browser.visit(address, { width: 1366, height: 768, phone: false })
  await signIn(desk, 'SD')
  await desk.locator('.task-table tbody tr').nth(12).waitFor()
  await desk.screenshot({ path: `${docs}console-desk.png`, animations: 'disabled' })
  const phone = await browser.visit(address, { width: 390, height: 844, phone: true })
  await signIn(phone, 'SW')
  await phone.locator('.card').first().tap()
  await phone.locator('.task-body').waitFor()
  await phone.screenshot({ path: `${docs}console-phone.png`, animations: 'disabled' })
} finally {
  await browser.close()
}
