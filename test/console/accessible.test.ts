import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { may } from '../../services/console/src/sign-in/access.ts'
import { needsBrowser, raiseStage, type Stage, shoot } from './console-in-browser.ts'
import { fillPages } from './page-examples.ts'
import { addressesOf, routesOf, type Screen } from './web-routes.ts'

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
        const { width, height } = one.getBoundingClientRect()
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

  /** Looks at every address of the routes of a screen, each with whoever may see it; what is wrong, and the titles by route. */
  const lookAtAll = async (screen: Screen, viewers: (pattern: string) => readonly Page[]) => {
    const found: string[] = []
    const titles = new Map<string, string>()
    for (const { pattern } of routesOf(screen))
      for (const path of addressesOf(pattern, examples)) {
        const looker = await whoSees(viewers(pattern), path)
        if (looker === undefined) found.push(`${path}: nobody can open it`)
        else {
          found.push(...(await faultsOf(looker, { phone: screen !== 'desk' })).map((fault) => `${path}: ${fault}`))
          const title = await looker.title()
          const other = titles.get(title)
          if (!title.endsWith(' · 守望') || title.startsWith('没有')) found.push(`${path}: has no title of its own`)
          if (other !== undefined && other !== pattern) found.push(`${path}: ${title} is the title of ${other} too`)
          titles.set(title, pattern)
        }
      }
    return found
  }
  const whoSees = async (viewers: readonly Page[], path: string): Promise<Page | undefined> => {
    for (const viewer of viewers) {
      await open(viewer, `${stage.address}${path}`)
      if (await shows(viewer, path)) return viewer
    }
    return undefined
  }
  const visitor = async (screen: typeof PHONE, name: string): Promise<Page> => {
    const page = await stage.visit(screen)
    await signIn(page, name)
    return page
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

  test('axe finds nothing on any page of a phone, every target is 60 pixels for an elder, and nothing is wider', async () => {
    await showIn(phone, 'standard')
    const district = await visitor(PHONE, '许明')
    const found = await lookAtAll('phone', () => [phone, district])
    await open(phone, `${stage.address}/tasks/t-350100000001`)
    await phone.getByRole('button', { name: '转相关部门办理' }).tap()
    await phone.getByRole('dialog').waitFor()
    found.push(...(await faultsOf(phone, { phone: true })).map((fault) => `sheet of a result: ${fault}`))
    await district.context().close()
    expect(found).toEqual([])
    await open(phone, `${stage.address}/conferences`)
    await phone.getByText('您不能查看这个页面').waitFor()
    await open(phone, `${stage.address}/nowhere`)
    expect(await phone.title()).toBe('没有这个页面 · 守望')
  })

  test('axe finds nothing on what a department, a neighbour, and somebody who has to change a password see', async () => {
    const office = await visitor(PHONE, '住建部门演示')
    const found = [...(await lookAtAll('phone of a department', () => [office]))]
    const faults = async (what: string) =>
      found.push(...(await faultsOf(office, { phone: true })).map((fault) => `${what}: ${fault}`))
    await open(office, `${stage.address}/referrals`)
    await faults('referrals')
    await open(office, `${stage.address}/tell`)
    await faults('/tell')
    for (const mustFirst of ['password', 'second-factor']) {
      await office.route('**/api/v1/me', async (route) => {
        const me = await (await route.fetch()).json()
        await route.fulfill({ json: { ...me, mustFirst } })
      })
      await open(office, stage.address)
      await faults(mustFirst)
    }
    await office.context().close()
    expect(found).toEqual([])
  })

  test('axe finds nothing on any page of a desk, and each has a title of its own', async () => {
    const desks = new Map<string, Page>()
    for (const [name] of AT_DESKS) desks.set(name, await visitor(DESK, name))
    const allowed = new Map(routesOf('desk').map((route) => [route.pattern, route.may]))
    const viewers = (pattern: string) => {
      const action = allowed.get(pattern)
      return AT_DESKS.flatMap(([name, role]) => (action && may(role, action) ? [desks.get(name) as Page] : []))
    }
    const found = await lookAtAll('desk', viewers)
    const desk = desks.get('许明') as Page
    await open(desk, `${stage.address}/cases/${examples.caseId}`)
    await desk.getByRole('article').getByRole('button', { name: '移交', exact: true }).click()
    await desk.getByRole('dialog').waitFor()
    found.push(...(await faultsOf(desk, { phone: false })).map((fault) => `sheet of a case: ${fault}`))
    const office = await visitor(DESK, '住建部门演示')
    for (const path of ['/referrals', `/lists/${examples.listNo}`]) {
      await open(office, `${stage.address}${path}`)
      found.push(...(await faultsOf(office, { phone: false })).map((fault) => `${path} of a department: ${fault}`))
    }
    await showIn(desk, 'elder')
    await open(desk, `${stage.address}/tasks`)
    await shoot(desk, 'desk-elder')
    expect(found).toEqual([])
  })
})
