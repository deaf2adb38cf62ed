import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { topics } from '@shouwang/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { atHome, type Said, sample, sampleFiles } from './at-home.ts'

let home: Awaited<ReturnType<typeof atHome>>
let imported: Said
let again: Said
beforeAll(async () => {
  home = await atHome()
  imported = await home.run('import', ...sampleFiles, '--format', 'json')
  again = await home.run('import', sample('医保_结算明细.ndjson'))
  await home.start()
})
afterAll(() => home.leave())

describe('an import', () => {
  test('gives a receipt for each file, reference files and registers first', () => {
    const receipts = JSON.parse(imported.out)
    expect(receipts.map((receipt: { feed: string | null }) => receipt.feed)).toEqual([
      'regions',
      'staff',
      'resident-register',
      'disability-cert',
      'med-settlement',
      null,
    ])
    expect(receipts.at(3)).toMatchObject({
      status: 'complete',
      businessDay: '2026-10-31',
      received: 19,
      accepted: 13,
      quarantined: 6,
      quarantinedBy: { 'bad-id-number': 2, 'unknown-code': 2, 'missing-value': 1, 'future-date': 1 },
    })
  })

  test('refuses a file that is no feed, says what it is near to, and takes the others', () => {
    expect(imported.code).toBe(1)
    expect(imported.err).toContain('未导入 expected.csv：认不出')
    expect(imported.err).toMatch(/缺少列|没有相近的接口/)
    expect(JSON.parse(imported.out).at(-1)).toMatchObject({ fileName: 'expected.csv', status: 'refused', received: 0 })
    expect(imported.err).toMatch(/\d+ 条新任务/)
  })

  test('of many files opens no task in the middle that is withdrawn at the end', async () => {
    expect(await home.json('tasks', '--status', 'withdrawn')).toEqual([])
  })

  test('of the same file again changes nothing and says so', () => {
    expect(again).toMatchObject({ code: 0, out: expect.stringContaining('与此前内容相同，没有变化') })
    expect(again.err).toContain('没有新任务')
  })

  test('of a list in two files takes them as one: only the last ends it, and the receipt says so', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pieces-'))
    const files = ['高龄津贴一.csv', '高龄津贴二.csv'].map((name) => join(folder, name))
    for (const [at, file] of files.entries())
      await writeFile(file, `身份证号,姓名,月津贴,发放月\n350212194207150319,魏兰,100,2026-0${at + 1}\n`)
    expect(await home.json('import', ...files)).toMatchObject([
      { part: true, applied: 1 },
      { part: false, applied: 1 },
    ])
    const alone = await home.run('import', files[0] ?? '', '--part')
    expect(alone).toMatchObject({ code: 0, out: expect.stringContaining('分次报送，名单未完') })
    await rm(folder, { recursive: true })
  })

  test('of a list with nothing but its header ends with 1 and says what to do', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'empty-'))
    const file = join(folder, '高龄津贴.csv')
    await writeFile(file, '身份证号,姓名,月津贴,发放月\n')
    const { code, out } = await home.run('import', file)
    expect({ code, out }).toEqual({ code: 1, out: expect.stringContaining('名单是空的，不当作整份名单') })
    await rm(folder, { recursive: true })
  })

  test('of files that are not there, or are folders, says so in one line each', async () => {
    const { code, out, err } = await home.run('import', '/nowhere/a.csv', home.data)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err.trim().split('\n')).toEqual([
      '未导入 /nowhere/a.csv：没有文件 /nowhere/a.csv。',
      expect.stringContaining('是文件夹'),
    ])
  })

  test('with a feed that nobody declared says where to find them', async () => {
    const { code, err } = await home.run('import', sample('regions.csv'), '--feed', 'horoscope')
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('没有名为“horoscope”的数据接口') })
  })
})

describe('tasks', () => {
  test('are an array for scripts, with what fires and who is to go', async () => {
    const tasks = (await home.json('tasks')) as Record<string, unknown>[]
    expect(tasks.find(({ householdNo }) => householdNo === '350100000001')).toMatchObject({
      taskId: expect.any(String),
      regionCode: '350212001202',
      direction: 'missed',
      level: 'red',
      indicators: expect.arrayContaining(['high-medical-selfpay-12m']),
      dueOn: expect.stringMatching(/^2026-11-/),
      assignee: expect.stringMatching(/^W\d+$/),
      status: 'open',
    })
  })

  test('are narrowed by level in Chinese, region, household and status', async () => {
    const numbers = async (...args: string[]) =>
      ((await home.json('tasks', ...args)) as { householdNo: string }[]).map(({ householdNo }) => householdNo)
    expect(await numbers('--level', '红')).toEqual(['350100000001'])
    expect(await numbers('--region', '350206', '--direction', '漏保')).toEqual(['350100000002'])
    expect(await numbers('--household', '350100000002')).toEqual(['350100000002'])
    expect(await numbers('--household', '3501')).toEqual([])
    expect(await numbers('--status', 'closed')).toEqual([])
    expect(await numbers('--status', '全部')).toContain('350100000001')
  })

  test('are accepted and closed in the name of a worker', async () => {
    const [task] = (await home.json('tasks', '--household', '350100000002')) as { taskId: string; assignee: string }[]
    const { taskId = '', assignee = '' } = task ?? {}
    expect(await home.run('accept', taskId, '--by', assignee)).toMatchObject({ code: 0 })
    expect(await home.run('outcome', taskId, 'nonsense', '--by', assignee)).toMatchObject({
      code: 1,
      err: expect.stringContaining('eligible-apply'),
    })
    const done = await home.run('outcome', taskId, 'temp-aid-given', '--by', assignee)
    expect(done).toMatchObject({ code: 0, out: expect.stringContaining('已办结') })
  })
})

describe('an explanation', () => {
  test('says who told what, and which number of which source it was held against', async () => {
    const { code, out } = await home.run('explain', '--household', '350100000001')
    expect((await home.run('explain', '350100000001')).out).toBe(out)
    expect(code).toBe(0)
    expect(out).toContain('年度大额医疗自付')
    expect(out).toMatch(/近12个月合规自付：66,000 元，标准 20,000 元（high-medical-selfpay-12m\/absolute，\d{4}-/)
    expect(out).toContain('来源：医保《医保结算明细》')
    expect(out).toContain('【还不知道】')
    expect(out).not.toContain('龚然梅')
  })

  test('is found by the ID number of any member', async () => {
    expect(await home.json('explain', '--person', '35021220140520240X')).toMatchObject({ householdNo: '350100000001' })
  })

  test('of a stranger is refused, and of nobody is a usage error', async () => {
    expect((await home.run('explain', '--household', '999')).code).toBe(1)
    expect((await home.run('explain')).code).toBe(2)
  })
})

describe('the quarantine', () => {
  test('shows a row masked, takes it back when it is mended, and gives it up for a reason', async () => {
    const items = (await home.json('quarantine')) as { quarantineId: string; reason: string }[]
    expect(items).toHaveLength(6)
    const idOf = (reason: string) => items.find((item) => item.reason === reason)?.quarantineId ?? ''
    const shown = await home.run('quarantine', 'show', idOf('future-date'))
    expect(shown.out).toContain('日期晚于业务日：办证日期')
    expect(shown.out).toMatch(/残疾人证号 +\*+/)
    const mended = await home.run('quarantine', 'replay', idOf('future-date'), '--set', '办证日期=2026-10-01')
    expect({ code: mended.code, err: mended.err }).toEqual({ code: 0, err: '' })
    expect((await home.run('quarantine', 'discard', idOf('missing-value'), '--reason', '退回残联')).code).toBe(0)
    expect(await home.json('quarantine', 'list', '--feed', 'disability-cert')).toHaveLength(4)
  })

  test('keeps a row that is refused again', async () => {
    const [item] = (await home.json('quarantine', '--reason', 'bad-id-number')) as { quarantineId: string }[]
    const again = await home.run('quarantine', 'replay', item?.quarantineId ?? '')
    expect(again).toMatchObject({ code: 1, err: expect.stringContaining('仍不能接受') })
    expect(await home.json('quarantine')).toContainEqual(expect.objectContaining({ quarantineId: item?.quarantineId }))
  })
})

test('many rows of a feed are replayed at once, and counted', async () => {
  const counts = (await home.json('quarantine', 'counts')) as { waiting: number }[]
  const waiting = counts.reduce((sum, count) => sum + count.waiting, 0)
  const all = await home.run('quarantine', 'replay', '--all', '--feed', 'disability-cert')
  expect(all).toMatchObject({ code: 1, out: expect.stringContaining(`重新提交 ${waiting} 行：`) })
  expect(all.out).toContain(`再次隔离 ${waiting}`)
  const none = await home.run('quarantine', 'replay', '--all', '--feed', 'disability-cert', '--to', '2026-01-01')
  expect(none).toMatchObject({ code: 0, out: expect.stringContaining('重新提交 0 行') })
  expect((await home.run('quarantine', 'replay', '--all')).code).toBe(2)
})

test('a message that crashed alerting is listed, shown and kept when it crashes again, and given up for a reason', async () => {
  await home.append(topics.assessments, { key: 'h', value: 'no assessment' })
  const asked = ['--reason', 'crashed', '--feed', 'assessments']
  await expect.poll(() => home.json('quarantine', ...asked)).toHaveLength(1)
  const listed = await home.run('quarantine', ...asked)
  expect(listed.out).toMatch(/assessments\.v1\/0\/\d+ +派单 +研判结果/)
  const [item] = (await home.json('quarantine', ...asked)) as { quarantineId: string }[]
  const id = item?.quarantineId ?? ''
  expect((await home.run('quarantine', 'show', id)).out).not.toContain('no assessment')
  expect((await home.run('quarantine', 'show', id, '--purpose', 'correct-data')).out).toContain('no assessment')
  expect(await home.run('quarantine', 'replay', id)).toMatchObject({
    code: 1,
    err: expect.stringContaining('仍然出错'),
  })
  const all = await home.run('quarantine', 'replay', '--all', '--feed', 'assessments')
  expect(all).toMatchObject({ code: 1, out: expect.stringContaining('仍然出错 1 条') })
  expect((await home.run('quarantine', 'discard', id, '--reason', '不是研判结果')).code).toBe(0)
  expect(await home.json('quarantine', ...asked)).toEqual([])
})

test('a key is made for a department, listed without itself, and revoked', async () => {
  const made = await home.run('keys', 'add', '残联', '--feed', 'disability-cert')
  expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^swk_\S{43}\n$/) })
  const listed = await home.run('keys')
  expect(listed.out).toMatch(/残联 +disability-cert +全部 +60000/)
  expect(listed.out).not.toContain('swk_')
  expect((await home.run('keys', 'revoke', '残联')).code).toBe(0)
  expect((await home.run('keys', 'revoke', '残联')).code).toBe(1)
})

test('a file is tried without keeping anything of it', async () => {
  const checked = await home.run('feeds', 'check', sample('残联_残疾人证.csv'))
  expect(checked).toMatchObject({ code: 0, out: expect.stringContaining('共 19 行，可接受 13 行') })
  expect((await home.run('feeds', 'check', sample('expected.csv'))).code).toBe(1)
})

test('every feed is listed with its last delivery', async () => {
  expect(await home.json('feeds')).toContainEqual(
    expect.objectContaining({ feed: 'disability-cert', last: expect.objectContaining({ businessDay: '2026-10-31' }) }),
  )
})

test('policy numbers are found by the short words of the trade, in yuan', async () => {
  const { out } = await home.run('policy', '--region', '350200', '--search', '低保标准')
  expect(out).toMatch(/最低生活保障标准 +1,120 {2}元\/人\/月 {2}2023-07-01 +1,005 {2}已过期/)
  expect((await home.run('policy', '--search', '老年人年龄')).out).toMatch(/ 60 {2}岁 /)
})

test('policy files are checked for one city, and drafted for a new one', async () => {
  const checked = await home.run('policy', 'check', '--region', '370500')
  expect(checked).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^缺口 +370500 +东营市 +高龄津贴起始年龄尚未录入$/m),
  })
  expect(checked.out).not.toContain('350100')
  const folder = await mkdtemp(join(tmpdir(), 'policy-'))
  expect((await home.run('policy', 'new', '371000', '威海市', '--out', folder)).code).toBe(0)
  expect(await readdir(join(folder, 'regions/371000'))).toContain('place.yaml')
  expect((await home.run('policy', 'new', '371000', '威海市', '--out', folder)).code).toBe(1)
  expect((await home.run('policy', 'new', '371002001', '某街道', '--out', folder)).code).toBe(0)
  expect(await readdir(join(folder, 'regions'))).toEqual(['371000', '371002001'])
  expect((await home.run('policy', 'new', '371002001001', '某社区', '--out', folder)).err).toContain('只分到乡镇')
  const drafted = await home.run('policy', 'check', folder)
  expect(drafted).toMatchObject({ code: 0, out: expect.stringContaining('最低生活保障标准尚未录入') })
  expect(drafted.out).not.toContain('350200')
  expect(drafted.err).toContain('没有读（文件名要以 .yaml 结尾）：regions/371000/dibao/monthly-standard.yaml.draft')
  await writeFile(join(folder, 'regions/371000/dibao/monthly-standard.yaml'), 'label: [')
  expect(await home.run('policy', 'check', folder)).toMatchObject({
    code: 1,
    err: expect.stringContaining('regions/371000/dibao/monthly-standard.yaml: 不是 YAML（第 1 行'),
  })
  await rm(folder, { recursive: true })
})

test('policy says whose numbers a district is judged by, and refuses a region that nobody knows', async () => {
  expect((await home.run('policy', '--region', '350212')).err).toContain('350212 没有自己的标准，按 350200 的标准研判')
  expect(await home.run('policy', '--region', '99')).toMatchObject({ code: 1, out: '' })
})

test('every record is accounted for, and the older name of the command says so too', async () => {
  expect(await home.run('reconcile')).toMatchObject({ code: 0, err: expect.stringContaining('全部对上') })
  expect((await home.run('ledger')).code).toBe(0)
})

test('the week is reported from the warehouse, and of a region that nobody knows it is refused', async () => {
  expect((await home.run('report', 'weekly', '--region', '99')).code).toBe(1)
  const week = (await home.json('report', 'weekly')) as { regions: { opened: number }[] }
  expect(week.regions.reduce((sum, { opened }) => sum + opened, 0)).toBeGreaterThan(1)
})

test('a county is written to a folder, and what else lies there is pointed out', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'county-'))
  await writeFile(join(folder, 'notes.txt'), '')
  const { code, out, err } = await home.run('synth', '--people', '300', '--out', folder)
  expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/生成 \d+ 户、\d+ 人/) })
  expect(err).toContain('原有的 1 个文件')
  expect(await readdir(folder)).toContain('公安_户籍人口_20260630.csv')
  await rm(folder, { recursive: true })
})
