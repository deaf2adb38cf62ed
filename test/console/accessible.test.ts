import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { needsBrowser, raiseStage, type Stage, shoot } from './console-in-browser.ts'

const PHONE = { width: 390, height: 844, phone: true }
const DESK = { width: 1366, height: 768, phone: false }
/** WCAG 2.2 to level AA: what law and 《信息无障碍》 ask of a public service. */
const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const SIZES = ['standard', 'elder'] as const
type Size = (typeof SIZES)[number] | 'largest'

/** The pages of a phone, by who opens them; a grid worker first. */
const PHONE_PAGES = {
  W0001: [
    '/tasks',
    '/tasks/t-350100000001',
    '/tasks/t-350100000001/form',
    '/leads',
    '/leads/new',
    '/patrols',
    '/cases',
    '/referrals',
    '/publicity',
    '/households/350100000001',
    '/households/350100000001/trace',
    '/outbox',
    '/notices',
    '/tell',
  ],
  Q0001: ['/conferences', '/precedents', '/lists', '/drafts'],
} as const
/** The pages of a desk, by who opens them; each page by the first duty that has it. */
const DESK_PAGES = {
  S0001: [
    '/tasks',
    '/overview',
    '/rings',
    '/shadow',
    '/supervision',
    '/workload',
    '/cases',
    '/leads',
    '/patrols',
    '/notices',
    '/referrals',
    '/conferences',
    '/precedents',
    '/publicity',
    '/lists',
    '/households/350100000001',
    '/households/350100000001/trace',
    '/households/350100000001/handover',
    '/funds',
    '/standards/350200',
    '/drafts',
  ],
  S0002: ['/feeds', '/feeds/new', '/quarantine'],
  S0003: ['/accounts', '/proposals'],
  S0005: ['/audit'],
} as const
type Pages = Readonly<Record<string, readonly string[]>>
const pagesOf = (pages: Pages): readonly string[] => Object.values(pages).flat()

const showIn = (page: Page, size: Size): Promise<void> =>
  page.evaluate((kept) => localStorage.setItem('shouwang.size', kept), size)

/** What axe finds on the page as it stands, one line each. */
const findings = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe.source)
  return page.evaluate(async (tags) => {
    const { axe: here } = window as unknown as { axe: typeof import('axe-core') }
    const { violations } = await here.run(document, { runOnly: tags, resultTypes: ['violations'] })
    return violations.flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
    )
  }, STANDARD)
}

/** Opens a page and waits until nothing of it is still being read. */
const open = async (page: Page, address: string): Promise<void> => {
  await page.goto(address)
  await page.locator('h1').first().waitFor()
  await expect.poll(() => page.locator('.spinner, .ant-spin-spinning').count()).toBe(0)
}

/** Targets that are smaller than a thumb of an elder needs: height and width below 60 px. */
const smallTargets = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('button, main a[href], .top a[href], select, textarea, input:not(.unseen)')].flatMap(
      (one) => {
        const { width, height } = one.getBoundingClientRect()
        return width === 0 || (height >= 59.5 && width >= 59.5)
          ? []
          : [`${one.outerHTML.slice(0, 90)} ${width}×${height}`]
      },
    ),
  )

const widerThanScreen = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1)

describe('everybody can read and use the pages', () => {
  let stage: Stage
  let phone: Page
  let desk: Page
  beforeAll(async () => {
    const raised = await raiseStage()
    if (raised === undefined) return
    stage = raised
    phone = await stage.visit(PHONE)
    desk = await stage.visit(DESK)
    phone.setDefaultTimeout(30000)
  })
  beforeEach(needsBrowser)
  afterAll(() => stage?.close())

  test('the switch to 长者版 is on the first page, and stays on the device', async () => {
    await phone.getByRole('button', { name: '长者版' }).tap()
    await phone.reload()
    await phone.getByRole('button', { name: '特大字' }).waitFor()
    expect(await findings(phone)).toEqual([])
    await phone.getByRole('button', { name: /林英文/ }).tap()
    await phone.locator('.card').first().waitFor()
    await shoot(phone, 'phone-elder')
    expect(await phone.title()).toBe('任务 · 守望')
  })

  test('what is served is the pages as a city gets them, not those of a development build', async () => {
    const code = await phone.evaluate(() =>
      Promise.all([...document.scripts].map(({ src }) => fetch(src).then((answer) => answer.text()))),
    )
    expect(code.join('').length).toBeGreaterThan(1000)
    expect(code.join('')).not.toContain('jsxDEV')
  })

  test('text begins at 18 points in 长者版 and at 30 in the largest, and follows the size of the system', async () => {
    const leastPoints = () =>
      phone.evaluate(() =>
        Math.min(
          ...[...document.querySelectorAll('main *, .top *')]
            .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim() !== ''))
            .map((one) => (Number.parseFloat(getComputedStyle(one).fontSize) * 72) / 96),
        ),
      )
    expect(await leastPoints()).toBeGreaterThanOrEqual(18)
    await phone.getByRole('button', { name: '特大字' }).tap()
    expect(await leastPoints()).toBeGreaterThanOrEqual(30)
    await shoot(phone, 'phone-largest')
    expect(await widerThanScreen(phone)).toBe(false)
    const rooted = await phone.evaluate(() =>
      [...document.styleSheets]
        .flatMap((sheet) => [...sheet.cssRules])
        .flatMap((rule) =>
          rule instanceof CSSStyleRule && document.documentElement.matches(rule.selectorText) ? [rule] : [],
        )
        .flatMap(({ style }) => (style.fontSize === '' ? [] : [style.fontSize])),
    )
    expect(rooted.length).toBeGreaterThan(0)
    expect(rooted.filter((size) => !size.endsWith('%'))).toEqual([])
  })

  test('every target is 60 pixels for an elder, and nothing is wider than the phone', async () => {
    const found: string[] = []
    for (const size of ['elder', 'largest'] as const) {
      await showIn(phone, size)
      for (const path of PHONE_PAGES.W0001) {
        await open(phone, `${stage.address}${path}`)
        found.push(...(await smallTargets(phone)).map((target) => `${size} ${path}: ${target}`))
        if (await widerThanScreen(phone)) found.push(`${size} ${path}: wider than the phone`)
      }
    }
    await open(phone, `${stage.address}/tasks/t-350100000001`)
    await shoot(phone, 'phone-largest-task')
    expect(found).toEqual([])
  })

  test('a phone that lies on its side is still the phone', async () => {
    await phone.setViewportSize({ width: 844, height: 390 })
    await open(phone, `${stage.address}/tasks`)
    expect(await phone.locator('.phone').count()).toBe(1)
    await phone.setViewportSize({ width: 390, height: 844 })
  })

  /** Looks at each page in each size, as who may open it; what axe finds, and the titles. */
  const lookAt = async (page: Page, pages: Pages) => {
    const titles = new Set<string>()
    const found: string[] = []
    for (const [staffNo, paths] of Object.entries(pages)) {
      await page.request.post(`${stage.address}/api/v1/session`, { data: { staffNo } })
      for (const size of SIZES) {
        await showIn(page, size)
        for (const path of paths) {
          await open(page, `${stage.address}${path}`)
          found.push(...(await findings(page)).map((finding) => `${size} ${path}: ${finding}`))
          titles.add(await page.title())
        }
      }
    }
    return { found, titles: [...titles] }
  }

  test('axe finds nothing on the pages of the phone, and each has a title of its own', async () => {
    const { found, titles } = await lookAt(phone, PHONE_PAGES)
    await phone.request.post(`${stage.address}/api/v1/session`, { data: { staffNo: 'W0001' } })
    await open(phone, `${stage.address}/tasks/t-350100000001`)
    await phone.getByRole('button', { name: '转相关部门办理' }).tap()
    expect([...found, ...(await findings(phone))]).toEqual([])
    expect(titles).toHaveLength(pagesOf(PHONE_PAGES).length)
    expect(titles.every((title) => title.endsWith(' · 守望'))).toBe(true)
  })

  test('axe finds nothing on the pages of the desk, and each has a title of its own', async () => {
    const { found, titles } = await lookAt(desk, DESK_PAGES)
    await desk.request.post(`${stage.address}/api/v1/session`, { data: { staffNo: 'S0001' } })
    await open(desk, `${stage.address}/tasks`)
    await shoot(desk, 'desk-elder')
    await showIn(phone, 'standard')
    await open(phone, `${stage.address}/tasks`)
    await shoot(phone, 'phone-standard')
    await open(phone, `${stage.address}/patrols`)
    await shoot(phone, 'phone-patrols')
    expect(found).toEqual([])
    expect(titles).toHaveLength(pagesOf(DESK_PAGES).length)
    expect(titles.every((title) => title.endsWith(' · 守望'))).toBe(true)
  })
})
