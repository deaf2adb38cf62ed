import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { may } from '../../services/console/src/sign-in/access.ts'
import { needsBrowser, raiseStage, type Stage, shoot } from './console-in-browser.ts'
import { fillPages } from './page-examples.ts'
import { addressesOf, routesOf } from './web-routes.ts'

const PHONE = { width: 390, height: 844, phone: true }
const DESK = { width: 1366, height: 768, phone: false }
/** WCAG 2.2 to level AA: what law and 《信息无障碍》 ask of a public service. */
const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
type Size = 'standard' | 'elder' | 'largest'
/** Who looks at the pages of a desk: the first who may. */
const AT_DESKS = [
  ['许明', 'district'],
  ['数据演示', 'data'],
  ['系统管理演示', 'system-admin'],
  ['审计演示', 'auditor'],
  ['市级演示', 'city'],
] as const

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

/** Waits until nothing of the page is still being read. */
const settled = async (page: Page): Promise<void> => {
  await page.locator('h1').first().waitFor()
  await expect.poll(() => page.locator('.spinner, .ant-spin-spinning').count()).toBe(0)
}

const open = async (page: Page, address: string): Promise<void> => {
  await page.goto(address)
  await settled(page)
}

/** Targets that are smaller than a thumb of an elder needs: height and width below 60 px. */
const smallTargets = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('button, main a[href], .top a[href], select, textarea, input:not(.unseen)')].flatMap(
      (one) => {
        // A tick is given by its label as well.
        const { width, height } = (
          one.closest('label:has([type=checkbox], [type=radio])') ?? one
        ).getBoundingClientRect()
        return width === 0 || (height >= 59.5 && width >= 59.5)
          ? []
          : [`${one.outerHTML.slice(0, 90)} ${width}×${height}`]
      },
    ),
  )

const widerThanScreen = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1)

const signIn = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: new RegExp(name) }).click()
  await page.locator('.card, .desk, .phone').first().waitFor()
}

/** The page that shows is the one that was asked for, and not a refusal or another one. */
const shows = async (page: Page, path: string): Promise<boolean> =>
  new URL(page.url()).pathname === path && (await page.locator('.notice.problem').count()) === 0

/** What is wrong with the page that shows: for axe in two sizes and, on a phone, for thumbs and width in both large ones. */
const faultsOf = async (page: Page, { phone }: { readonly phone: boolean }): Promise<readonly string[]> => {
  const found: string[] = []
  const look = async (size: Size, what: (page: Page) => Promise<readonly string[]>) => {
    await page.evaluate((now) => {
      document.documentElement.dataset.size = now
    }, size)
    found.push(...(await what(page)).map((fault) => `${size}: ${fault}`))
  }
  await look('standard', findings)
  await look('elder', findings)
  if (phone)
    for (const size of ['elder', 'largest'] as const) {
      await look(size, smallTargets)
      await look(size, async () => ((await widerThanScreen(page)) ? ['wider than the phone'] : []))
    }
  return found
}

describe('everybody can read and use the pages', () => {
  let stage: Stage
  let phone: Page
  let examples: Readonly<Record<string, string>>
  beforeAll(async () => {
    const raised = await raiseStage()
    if (raised === undefined) return
    stage = raised
    examples = await fillPages(stage)
    phone = await stage.visit(PHONE)
  })
  beforeEach(needsBrowser)
  afterAll(() => stage?.close())

  const visitors = new Map<string, Promise<Page>>()
  /** Somebody who is signed in, each once on each kind of screen. */
  const visitor = (screen: typeof PHONE, name: string): Promise<Page> => {
    const key = `${name} ${screen.width}`
    const known = visitors.get(key) ?? stage.visit(screen).then((page) => signIn(page, name).then(() => page))
    visitors.set(key, known)
    return known
  }
  const whoSees = async (names: readonly string[], screen: typeof PHONE, path: string): Promise<Page | undefined> => {
    for (const name of names) {
      const page = await visitor(screen, name)
      await open(page, `${stage.address}${path}`)
      if (await shows(page, path)) return page
    }
    return undefined
  }
  const titles = new Map<string, string>()
  /** Looks at every address of a route with the first who may see it: what is wrong, and whether another page has its title. */
  const faultsAt = async (
    pattern: string,
    names: readonly string[],
    screen: typeof PHONE,
  ): Promise<readonly string[]> => {
    const found: string[] = []
    for (const path of addressesOf(pattern, examples)) {
      const page = await whoSees(names, screen, path)
      if (page === undefined) return [`${path}: nobody can open it`]
      found.push(...(await faultsOf(page, screen)).map((fault) => `${path}: ${fault}`))
      const title = `${screen.width} ${await page.title()}`
      if (!title.endsWith(' · 守望') || title.includes('没有')) found.push(`${path}: has no title of its own`)
      if ((titles.get(title) ?? pattern) !== pattern)
        found.push(`${path}: ${title} is the title of ${titles.get(title)} too`)
      titles.set(title, pattern)
    }
    return found
  }

  test('the switch to 长者版 is on the first page, and stays on the device', async () => {
    await phone.getByRole('button', { name: '长者版' }).tap()
    await phone.reload()
    await phone.getByRole('button', { name: '特大字' }).waitFor()
    expect(await findings(phone)).toEqual([])
    await signIn(phone, '林英文')
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

  test('a phone that lies on its side is still the phone', async () => {
    await phone.setViewportSize({ width: 844, height: 390 })
    await open(phone, `${stage.address}/tasks`)
    expect(await phone.locator('.phone').count()).toBe(1)
    await phone.setViewportSize({ width: 390, height: 844 })
  })

  test.each(routesOf('phone'))(
    '$pattern on a phone: axe finds nothing, and thumbs and large text have room',
    async ({ pattern }) => {
      expect(await faultsAt(pattern, ['林英文', '许明', '市级演示'], PHONE)).toEqual([])
    },
  )

  test('a result that is being written, and pages that are not for somebody or are not there', async () => {
    const worker = await visitor(PHONE, '林英文')
    await open(worker, `${stage.address}/tasks/t-350100000001`)
    await worker.getByRole('button', { name: '转相关部门办理' }).tap()
    await worker.getByRole('dialog').waitFor()
    expect(await faultsOf(worker, PHONE)).toEqual([])
    await open(worker, `${stage.address}/conferences`)
    await worker.getByText('您不能查看这个页面').first().waitFor()
    await open(worker, `${stage.address}/nowhere`)
    expect(await worker.title()).toBe('没有这个页面 · 守望')
  })

  test.each([...routesOf('phone of a department').map(({ pattern }) => pattern), '/referrals', '/tell'])(
    '%s on the phone of a department',
    async (pattern) => {
      titles.clear()
      expect(await faultsAt(pattern, ['住建部门演示'], PHONE)).toEqual([])
    },
  )

  test.each(['password', 'second-factor'])('what comes before the work: %s', async (mustFirst) => {
    const page = await visitor(PHONE, '数据演示')
    await page.route('**/api/v1/me', async (route) => {
      const me = await (await route.fetch()).json()
      await route.fulfill({ json: { ...me, mustFirst } })
    })
    await open(page, stage.address)
    expect(await faultsOf(page, PHONE)).toEqual([])
  })

  test.each(routesOf('desk'))('$pattern at a desk: axe finds nothing', async ({ pattern, may: action }) => {
    const names = AT_DESKS.flatMap(([name, role]) => (action !== null && may(role, action) ? [name] : []))
    expect(await faultsAt(pattern, names, DESK)).toEqual([])
  })

  test('a sheet of a case at a desk, and what a department sees there', async () => {
    const desk = await visitor(DESK, '许明')
    await open(desk, `${stage.address}/cases/${examples.caseId}`)
    await desk.getByRole('article').getByRole('button', { name: '移交', exact: true }).click()
    await desk.getByRole('dialog').waitFor()
    expect(await faultsOf(desk, DESK)).toEqual([])
    const office = await visitor(DESK, '住建部门演示')
    for (const path of ['/referrals', `/lists/${examples.listNo}`]) {
      await open(office, `${stage.address}${path}`)
      expect(await faultsOf(office, DESK)).toEqual([])
    }
    await showIn(desk, 'elder')
    await open(desk, `${stage.address}/tasks`)
    await shoot(desk, 'desk-elder')
  })
})
