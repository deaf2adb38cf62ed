import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { needsBrowser, raiseStage, type Stage, shoot } from './console-in-browser.ts'

const PHONE = { width: 390, height: 844, phone: true }
const TASK = 't-350100000001'
/** The tasks of results that nobody takes back: a family that moved is another worker’s, and what was given was given. */
const LASTING: Readonly<Record<string, string>> = { moved: 't-350100000002', 'temp-aid-given': 't-350100000003' }
const MOST_TAPS = 6

/** A worker's hand: every tap and every sentence is counted, and so is the tap into the field that is written in. */
const handOn = (page: Page) => {
  const count = { taps: 0, sentences: 0 }
  const tap = async (target: Locator) => {
    count.taps++
    await target.tap()
  }
  return {
    count,
    tap,
    button: (name: string | RegExp) => tap(page.getByRole('button', { name })),
    say: async (words: string) => {
      const field = page.getByRole('textbox', { name: /一句话|应该是什么/ })
      await tap(field)
      count.sentences++
      await field.fill(words)
    },
    confirm: () => tap(page.getByRole('button', { name: /^确认/ })),
  }
}
type Hand = ReturnType<typeof handOn>

/** The ten commonest results of a visit, as they are written with everything that their sheet asks for. */
const RESULTS: readonly (readonly [words: string, outcome: string, write: (hand: Hand) => Promise<void>])[] = [
  ['家中无人', 'nobody-home', ({ button }) => button('3 天后')],
  ['未见到本人', 'not-found', ({ button }) => button('明天')],
  ['已搬离', 'moved', ({ say }) => say('邻居说上月随儿子去了外地')],
  ['符合条件，已协助申请', 'eligible-apply', async () => undefined],
  [
    '已给予临时救助',
    'temp-aid-given',
    async ({ button }) => {
      await button(/^现金/)
      await button('1000 元')
    },
  ],
  [
    '转相关部门办理',
    'transfer',
    async ({ button, say }) => {
      await button('医保')
      await say('请医保核对住院报销')
    },
  ],
  ['不符合条件', 'not-eligible', ({ say }) => say('有稳定工资，够用')],
  ['困难已缓解', 'self-resolved', ({ say }) => say('医药费已由单位报销')],
  ['本人拒绝', 'refused', ({ say }) => say('本人说不需要')],
  [
    '数据有误',
    'data-wrong',
    async ({ button, say }) => {
      await button('市医疗保障局 · 医保结算明细')
      await say('自付已由单位报销')
    },
  ],
]

describe('a visit is written in at most six taps and one sentence', () => {
  let stage: Stage
  let page: Page
  beforeAll(async () => {
    const raised = await raiseStage()
    if (raised === undefined) return
    stage = raised
    page = await stage.visit(PHONE)
    await page.getByRole('button', { name: /林英文/ }).tap()
    await page.locator('.card').first().waitFor()
  })
  beforeEach(needsBrowser)
  afterAll(() => stage?.close())

  test.each(RESULTS)('%s', async (words, outcome, write) => {
    await page.goto(`${stage.address}/tasks`)
    const hand = handOn(page)
    const task = LASTING[outcome] ?? TASK
    await hand.tap(page.locator(`.card[href="/tasks/${task}"]`))
    await hand.button(words)
    await write(hand)
    if (outcome === 'transfer' || outcome === 'temp-aid-given') await shoot(page, `phone-${outcome}`)
    await hand.confirm()
    const last = `select e.event::jsonb ->> 'outcome' as outcome from task_events e
      where e.task_id = '${task}' and e.type = 'OutcomeRecorded' order by e.seq desc limit 1`
    await expect.poll(() => stage.world.sql.query(last)).toEqual([{ outcome }])
    expect(hand.count.taps).toBeLessThanOrEqual(MOST_TAPS)
    expect(hand.count.sentences).toBeLessThanOrEqual(1)
    if (task !== TASK) return
    await page.getByRole('button', { name: '撤销这个结果' }).tap()
    await expect
      .poll(() => stage.world.sql.query(`select status from tasks where task_id = '${TASK}'`))
      .not.toEqual([{ status: 'closed' }])
  })

  test('a patrol is written in two taps, and what was seen begins in two', async () => {
    const { sql } = stage.world
    await sql.query(`update households set patrol = '{lone-elder,low-income}' where household_no = '350100000002'`)
    await sql.query(`update households set patrol = '{severe-illness}' where household_no = '350100000001'`)
    await page.goto(`${stage.address}/patrols`)
    await page.locator('.patrol').first().waitFor()
    await shoot(page, 'phone-patrols')
    const hand = handOn(page)
    await hand.tap(page.getByRole('button', { name: /欧\*\*华/ }))
    await shoot(page, 'phone-patrol-seen')
    await hand.button('今天看过，都好')
    await expect
      .poll(() => sql.query('select household_no, lead_no from patrol_visits'))
      .toEqual([{ household_no: '350100000002', lead_no: null }])
    expect(hand.count.taps).toBe(2)
    await expect.poll(() => page.getByRole('button', { name: /欧\*\*华/ }).count()).toBe(0)
    await page.getByRole('button', { name: '显示姓名、住址和电话' }).tap()
    const other = handOn(page)
    await other.tap(page.getByRole('button', { name: /李建明/ }))
    await shoot(page, 'phone-patrol-door')
    await other.button('看到了情况')
    expect(other.count.taps).toBe(2)
    await other.button('看病就医')
    await other.say('人瘦了很多，药停了半个月')
    await shoot(page, 'phone-patrol-lead')
    await other.button('报上去')
    await expect
      .poll(() => sql.query('select channel, person is not null as joined from reported_leads'))
      .toEqual([{ channel: 'patrol', joined: true }])
    expect(other.count).toEqual({ taps: 5, sentences: 1 })
  })

  test('the desk sees how far patrols came by village, and starts a campaign that leaves nobody out', async () => {
    const desk = await stage.visit({ width: 1366, height: 768, phone: false })
    await desk.getByRole('button', { name: /许明/ }).click()
    await desk.getByRole('link', { name: '巡访' }).click()
    await desk.getByRole('heading', { name: '巡访覆盖' }).waitFor()
    await desk.getByRole('textbox', { name: '名称' }).fill('冬季敲门行动')
    await desk.getByLabel('到哪天').fill('2026-12-31')
    await desk.getByRole('button', { name: '发起敲门行动' }).click()
    await desk.getByText('已发起，共 4 户').waitFor()
    await desk.getByText(/已看 3\/4 户/).waitFor()
    await shoot(desk, 'desk-patrols')
    await page.goto(`${stage.address}/patrols`)
    await page.getByRole('heading', { name: '冬季敲门行动' }).waitFor()
    await shoot(page, 'phone-campaign')
  })
})
