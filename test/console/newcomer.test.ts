import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { freePort } from '@shouwang/engines'
import { listen } from '@shouwang/service-process'
import { openStandalone } from '@shouwang/standalone'
import { Config } from '@shouwang/standalone/config'
import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { needsBrowser, type OpenedBrowser, openBrowser, shoot } from './console-in-browser.ts'
import { type RunningProvider, startProvider } from './identity-provider.ts'

/** What infra/README.md tells a newcomer to type, and to set. Nothing else is known here. */
const readme = readFileSync(fileURLToPath(new URL('../../infra/README.md', import.meta.url)), 'utf8')
const chapter = (title: string): string => readme.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? ''
const commandsOf = (title: string): string[][] =>
  [...chapter(title).matchAll(/^pnpm shouwang (.*)$/gm)].map(([, line = '']) => line.split(' '))
const settingsOf = (title: string): Map<string, string> =>
  new Map([...chapter(title).matchAll(/^(SHOUWANG_\w+)=(\S+)/gm)].map(([, name = '', value = '']) => [name, value]))

const run = promisify(execFile)
const program = fileURLToPath(new URL('../../services/cli/bin/shouwang.js', import.meta.url))
const own = '春江-Moonlight-7'
const clientSecret = 's'.repeat(32)

let provider: RunningProvider
let browser: OpenedBrowser | undefined
let address: string
let token: string
let stop: () => Promise<void>

beforeAll(async () => {
  browser = await openBrowser()
  if (browser === undefined) return
  const [folder, port] = [await mkdtemp(join(tmpdir(), 'shouwang-newcomer-')), await freePort()]
  address = `http://127.0.0.1:${port}`
  const [, returnsTo = ''] = /`SHOUWANG_PUBLIC_URL` \+ `([^`]+)`/.exec(readme) ?? []
  const asRead = settingsOf("The city's own sign-in, and phones")
  const id = asRead.get('SHOUWANG_OIDC_CLIENT_ID') ?? ''
  provider = await startProvider({ id, secret: clientSecret, returnsTo: `${address}${returnsTo}` })
  const here: Record<string, string> = {
    SHOUWANG_PUBLIC_URL: address,
    SHOUWANG_PROXIES: '0',
    SHOUWANG_OIDC_ISSUER: provider.issuer,
    SHOUWANG_OIDC_CLIENT_SECRET: clientSecret,
  }
  const settings = Object.fromEntries([...asRead].map(([name, value]) => [name, here[name] ?? value]))
  const standalone = await openStandalone(
    Config.parse({ ...settings, SHOUWANG_DATA: folder, SHOUWANG_SIGN_IN: 'password' }),
  )
  const server = await listen(standalone.app, '127.0.0.1', port)
  token = standalone.token
  stop = async () => {
    await browser?.close()
    await server.close()
    await standalone.close()
    await provider.close()
    await rm(folder, { recursive: true })
  }
})
beforeEach(needsBrowser)
afterAll(() => stop?.())

/** Runs one command of the README as it stands there. */
const type = async (words: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<string> => {
  const env = { ...process.env, SHOUWANG_URL: address, SHOUWANG_TOKEN: token, ...more }
  return (await run(process.execPath, [program, ...words], { env })).stdout.trim()
}

const stepMs = 30_000
/** A code is typed and checked within so long: one that would run out meanwhile is passed over. */
const typedWithinMs = 10_000

/** The authenticator app of a person: each code counts once, so the next is asked for one step later, as far as clocks may differ. */
const authenticator = (secret: string) => {
  const app = new TOTP({ secret: Secret.fromBase32(secret) })
  let last = 0
  return async (): Promise<string> => {
    last = Math.max(last + 1, Math.floor((Date.now() + typedWithinMs) / stepMs) - 1)
    await expect.poll(() => Math.floor(Date.now() / stepMs) + 1).toBeGreaterThanOrEqual(last)
    return app.generate({ timestamp: last * stepMs })
  }
}

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true })

/** First sign-in on the page: the issued password, one of one's own, the second factor. Returns the page and the app. */
const firstSignIn = async (staffNo: string, issued: string) => {
  const page = (await browser?.visit(address, { width: 1440, height: 900, phone: false })) as Page
  await field(page, '工号').fill(staffNo)
  await field(page, '口令').fill(issued)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await field(page, '现在的口令').fill(issued)
  await field(page, '新口令').fill(own)
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('button', { name: '生成密钥' }).click()
  const code = authenticator(await page.locator('form code').innerText())
  await field(page, '动态口令').fill(await code())
  await page.getByRole('button', { name: '确认' }).click()
  return { page, code }
}

type Administrator = Awaited<ReturnType<typeof firstSignIn>>
let system: Administrator
let security: Administrator

test('one command each makes the first administrators, once; they sign in on the page and are asked for what is due first', async () => {
  const commands = commandsOf('The first administrators')
  expect(commands.map(([, , staffNo]) => staffNo)).toEqual(['A0001', 'A0002', 'A0003'])
  const issued: string[] = []
  for (const words of commands) issued.push(await type(words))
  const again = type(['staff', 'first', 'A0009', '--name', '赵六', '--role', 'system-admin'])
  await expect(again).rejects.toMatchObject({ stderr: expect.stringContaining('已有人担任这一职务') })
  system = await firstSignIn('A0001', issued[0] ?? '')
  await system.page.getByRole('link', { name: '账号' }).waitFor()
  security = await firstSignIn('A0002', issued[1] ?? '')
  await security.page.getByRole('link', { name: '待确认' }).waitFor()
})

const phone = async (): Promise<Page> =>
  (await browser?.visit(address, { width: 390, height: 844, phone: true })) as Page

/** Goes to the city's provider and signs in there, as the button says. */
const byProvider = async (page: Page, staffNo: string): Promise<void> => {
  await page.getByRole('link', { name: '用政务钉钉登录' }).tap()
  await page.getByPlaceholder('Enter any login').fill(staffNo)
  await page.getByPlaceholder('and password').fill('any')
  await page.getByRole('button', { name: 'Sign-in' }).tap()
  await page.getByRole('button', { name: 'Continue' }).tap()
}

test('who is proposed by one stays outside until another confirmed him, and reads why on his phone', async () => {
  const [data = [], worker = [], issue = []] = commandsOf('Everybody else, by two signatures')
  for (const words of [data, worker])
    expect(await type(words, { SHOUWANG_SECRET: own, SHOUWANG_CODE: await system.code() })).toContain(
      '待安全管理员确认',
    )
  const early = await phone()
  await byProvider(early, 'W0001')
  await early.getByText('工号 W0001 不在人员名册中').waitFor()
  await shoot(early, 'phone-not-on-the-list')
  await early.getByRole('link', { name: '回到登录页' }).tap()
  await early.getByRole('link', { name: '用政务钉钉登录' }).waitFor()
  await early.context().close()

  await system.page.goto(`${address}/proposals`)
  await system.page.getByText('林网').waitFor()
  expect(await system.page.getByRole('button', { name: /^确\s?认$/ }).count()).toBe(0)
  const { page } = security
  await page.getByRole('link', { name: '待确认' }).click()
  const confirm = page.getByRole('button', { name: /^确\s?认$/ })
  for (const left of [2, 1]) {
    await expect.poll(() => confirm.count()).toBe(left)
    await confirm.first().click()
  }
  await expect.poll(() => confirm.count()).toBe(0)
  await shoot(page, 'desk-second-signature')

  await system.page.goto(`${address}/accounts`)
  await system.page.getByText('陈数').waitFor()
  expect(issue).toEqual(['staff', 'issue', 'D0001', '--by', 'A0001'])
})

test('the two roles are in: the worker on a phone by the city’s provider, the data officer by a password that was issued', async () => {
  const page = await phone()
  await shoot(page, 'phone-sign-in-by-provider')
  await byProvider(page, 'W0001')
  await page.getByRole('heading', { name: '今日任务' }).waitFor()
  const me = await page.evaluate(async () => (await fetch('/api/v1/me')).json())
  expect(me).toMatchObject({ staffNo: 'W0001', role: 'grid-worker', region: '350203001001', mustFirst: null })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)

  await system.page.getByRole('row', { name: /D0001/ }).getByRole('button', { name: '发放口令' }).click()
  await system.page.getByRole('button', { name: /^确\s?定$|^OK$/ }).click()
  const issued = await system.page.locator('.ant-modal code').innerText()
  const officer = await firstSignIn('D0001', issued)
  await officer.page.getByRole('link', { name: '数据接口' }).waitFor()
})
