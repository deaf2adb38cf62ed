import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { buildWeb, consoleApp } from '@shouwang/console'
import { listen } from '@shouwang/service-process'
import { type Browser, chromium, type Page } from 'playwright-core'
import type { TestContext } from 'vitest'
import { type FakeBackend, fakeBackend } from '../../services/console/test/test-data/fake-backend.ts'
import { realTasks } from '../../services/console/test/test-data/real-tasks.ts'

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
const shots = fileURLToPath(new URL('./screenshots/', import.meta.url))

const WAIT_LIMIT_MS = 300_000
const hasBrowser = existsSync(executablePath)

/** Skips a test on a machine without a browser, and says so; CI must have one. */
export const needsBrowser = ({ skip }: Pick<TestContext, 'skip'>): void => {
  if (hasBrowser) return
  const why = `no Chromium at ${executablePath}: install Debian's chromium, or set CHROMIUM`
  if (process.env.CI !== undefined) throw new Error(why)
  skip(why)
}

type Screen = { readonly width: number; readonly height: number; readonly phone: boolean }

/** A browser that looks at pages. */
export type OpenedBrowser = {
  /** A fresh visitor of this address on a screen of this size. */
  readonly visit: (address: string, screen: Screen) => Promise<Page>
  readonly close: () => Promise<void>
}

/** Builds the pages if they are stale, and opens a browser; undefined where there is none. */
export const openBrowser = async (): Promise<OpenedBrowser | undefined> => {
  if (!hasBrowser) return undefined
  await buildWeb()
  const browser: Browser = await chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  return {
    visit: async (address, { width, height, phone }) => {
      const context = await browser.newContext({
        viewport: { width, height },
        hasTouch: phone,
        isMobile: phone,
        locale: 'zh-CN',
      })
      // A busy machine is slow, not wrong: only what hangs is ended, as everywhere in the tests.
      context.setDefaultTimeout(WAIT_LIMIT_MS)
      const page = await context.newPage()
      await page.goto(address)
      return page
    },
    close: () => browser.close(),
  }
}

/** A console over the fake backend, and a browser that looks at it. */
export type Stage = {
  readonly world: FakeBackend
  readonly address: string
  /** A fresh visitor on a screen of this size. */
  readonly visit: (screen: Screen) => Promise<Page>
  readonly close: () => Promise<void>
}

/** Serves the pages over the fake backend on a free port, and opens a browser; undefined where there is none. */
export const raiseStage = async (): Promise<Stage | undefined> => {
  const browser = await openBrowser()
  if (browser === undefined) return undefined
  const world = await fakeBackend(realTasks)
  const served = await listen(consoleApp(world.backend, { signIn: { mode: 'demo' } }), '127.0.0.1', 0)
  return {
    world,
    address: served.address,
    visit: (screen) => browser.visit(served.address, screen),
    close: async () => {
      await browser.close()
      await served.close()
      await world.sql.close()
    },
  }
}

/** Keeps a picture of the page, for people to look at. */
export const shoot = async (page: Page, name: string): Promise<void> => {
  await mkdir(shots, { recursive: true })
  await page.screenshot({ path: `${shots}${name}.png`, fullPage: false, animations: 'disabled' })
}
