import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { csv } from './csv.ts'
import { idNumber } from './id-number.ts'
import { type Answer, type Installation, install } from './installation.ts'
import { sampleBytes } from './sample.ts'
import { assessmentOf, receiptsIn, waitingRows } from './what-came-out.ts'
import { bombOf } from './workbook.ts'

let town: Installation
beforeAll(async () => {
  town = await install()
})
afterAll(() => town?.close())

const birth = '1980-05-17'
const fire = (nth: number, more: object = {}) => ({
  地址: '厦门市思明区滨湖街道新安社区',
  区划代码: '350203001201',
  身份证号: idNumber(birth, nth),
  姓名: '张三',
  时间: '2026-10-28 02:14:00',
  损失金额: 86000,
  描述: '房屋烧毁',
  ...more,
})

/** The receipt of a delivery once all of it is judged, and the rows that it had set aside. */
const accountOf = async ({ status, body }: Answer) => {
  expect(status).toBe(202)
  await town.untilIdle()
  const { sql } = town.standalone.engines
  const receipt = (await receiptsIn(sql)).find(({ delivery }) => delivery === body.delivery)
  const setAside = (await waitingRows(sql)).filter(({ delivery }) => delivery === body.delivery)
  return { receipt, setAside: setAside.map(({ rowNo, reason, field }) => [rowNo, reason, field]) }
}

const refusal = ({ status, type, body }: Answer): string => {
  expect(status).toBe(400)
  expect(type).toContain('application/problem+json')
  expect(body).toMatchObject({ status: 400 })
  return String(body.detail)
}

describe('a file that cannot be taken is refused with what would do', () => {
  test.each([
    ['公告.pdf', '%PDF-1.7\n%âãÏÓ\n1 0 obj'],
    ['名册.html', '<!DOCTYPE html><html><table><tr><td>身份证号</td></tr></table></html>'],
    ['说明.txt', '请各街道于本周五前报送\n联系人：王主任\n'],
    ['截图.png', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ])('%s is not a table: it is to be saved as one', async (fileName, bytes) => {
    const detail = refusal(await town.deliver(fileName, bytes))
    expect(detail).toContain('不是可读取的表格')
    expect(detail).toContain('CSV')
  })

  test('an empty file is to be exported again', async () => {
    expect(refusal(await town.deliver('消防_火灾.csv', ' \n'))).toContain('文件是空的')
  })

  test('a file in an encoding that nobody can tell is to be saved in another', async () => {
    const utf16 = new Uint8Array(Buffer.from(csv(fire(1)), 'utf16le'))
    const detail = refusal(await town.deliver('消防_火灾.csv', utf16))
    expect(detail).toContain('编码')
    expect(detail).toContain('GB18030')
  })

  test('a file that lacks a column is told which one, and what it resembles', async () => {
    const { 身份证号: _, ...withoutNumber } = fire(1)
    const detail = refusal(await town.deliver('消防_火灾.csv', csv(withoutNumber)))
    expect(detail).toContain('火灾')
    expect(detail).toMatch(/缺少列：[^，。]*身份证号/)
  })

  test('a file of a kind that nobody declared is told so', async () => {
    expect(refusal(await town.deliver('物业_停车.csv', csv({ 车位: 1, 业主: '张三' })))).toContain('认不出')
  })

  test('a workbook that is cut off is to be exported again', async () => {
    const whole = sampleBytes('殡葬_火化名单.xlsx')
    const detail = refusal(
      await town.deliver('殡葬_火化名单.xlsx', new Uint8Array(whole.subarray(0, whole.length / 2))),
    )
    expect(detail).toContain('损坏')
  })

  test('a workbook that unpacks without end is refused before it does', async () => {
    const bomb = new Uint8Array(bombOf(64 * 1024 * 1024))
    const before = process.memoryUsage().rss
    expect(bomb.length).toBeLessThan(1024 * 1024)
    expect(refusal(await town.deliver('民政_高龄津贴.xlsx', bomb))).toContain('压缩炸弹')
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024)
  })

  test('what was refused leaves no delivery behind', async () => {
    expect(await receiptsIn(town.standalone.engines.sql)).toEqual([])
  })
})

describe('a bad row costs itself and nothing else', () => {
  test('a file cut off within its last row has the others accepted', async () => {
    const whole = csv(fire(11), fire(12), fire(13))
    const { receipt, setAside } = await accountOf(await town.deliver('消防_火灾.csv', whole.slice(0, -40)))
    expect(receipt).toMatchObject({ received: 3, accepted: 2, quarantined: 1, status: 'complete' })
    expect(setAside).toEqual([[3, 'bad-row', null]])
  })

  test('NDJSON cut off within its last line has the others accepted', async () => {
    const lines = sampleBytes('医保_结算明细.ndjson').toString('utf8').split('\n').slice(0, 3).join('\n')
    const { receipt, setAside } = await accountOf(await town.deliver('医保_结算明细.ndjson', lines.slice(0, -30)))
    expect(receipt).toMatchObject({ received: 3, accepted: 2, quarantined: 1 })
    expect(setAside).toEqual([[3, 'bad-row', null]])
  })

  test('a line in another encoding than the rest is set aside as such', async () => {
    const lines = csv(fire(21), fire(22), fire(23)).split('\n')
    const bytes = Buffer.concat([
      Buffer.from(`${lines[0]}\n${lines[1]}\n`),
      Buffer.from([0xff, 0xfe, 0x80, 0x0a]),
      Buffer.from(`${lines[2]}\n${lines[3]}\n`),
    ])
    const { receipt, setAside } = await accountOf(await town.deliver('消防_火灾.csv', new Uint8Array(bytes)))
    expect(receipt).toMatchObject({ received: 4, accepted: 3 })
    expect(setAside).toEqual([[2, 'bad-encoding', null]])
  })

  test('a line of two hundred megabytes is set aside without being held in memory', async () => {
    const [header, ...rows] = csv(fire(31), fire(32)).trimEnd().split('\n')
    const block = Buffer.alloc(64 * 1024, 'x')
    const start = process.memoryUsage().rss
    let [left, most] = [3_200, 0]
    const pieces = function* () {
      yield Buffer.from(`${header}\n${rows[0]}\n`)
      for (; left > 0; left--) {
        most = Math.max(most, process.memoryUsage().rss - start)
        yield Buffer.from(block)
      }
      yield Buffer.from(`\n${rows[1]}\n`)
    }
    const { receipt, setAside } = await accountOf(
      await town.deliver('消防_火灾.csv', Readable.toWeb(Readable.from(pieces())) as BodyInit),
    )
    expect(receipt).toMatchObject({ received: 3, accepted: 2, quarantined: 1 })
    expect(setAside).toEqual([[2, 'row-too-long', null]])
    expect(most).toBeLessThan(120 * 1024 * 1024)
  })

  test('an amount of 1.2万 can only mean 12,000 yuan, and is mended so', async () => {
    const { receipt } = await accountOf(await town.deliver('消防_火灾.csv', csv(fire(41, { 损失金额: '1.2万' }))))
    expect(receipt).toMatchObject({ accepted: 1, mended: 1, quarantined: 0 })
    const { engines, identity } = town.standalone
    const { fires } = await assessmentOf(engines.sql, `~${identity.person(idNumber(birth, 41))}`)
    expect(fires.flatMap(({ observations }) => observations)).toContainEqual(
      expect.objectContaining({ observed: 12_000_00, unit: 'fen' }),
    )
  })

  test('words for an amount, a day in 2031, a wrong check digit and a day that never was are told apart', async () => {
    const file = csv(
      fire(51, { 损失金额: '约八万' }),
      fire(52, { 时间: '2031-10-28 02:14:00' }),
      fire(53, { 身份证号: `${idNumber(birth, 53).slice(0, 17)}${idNumber(birth, 53).endsWith('0') ? '1' : '0'}` }),
      fire(54, { 时间: '2026-02-30 02:14:00' }),
      fire(55, { 时间: '' }),
      fire(56),
    )
    const { receipt, setAside } = await accountOf(await town.deliver('消防_火灾.csv', file))
    expect(receipt).toMatchObject({ received: 6, accepted: 1, quarantined: 5, status: 'complete' })
    expect(setAside).toEqual([
      [1, 'bad-amount', '损失金额'],
      [2, 'future-date', '时间'],
      [3, 'bad-id-number', '身份证号'],
      [4, 'bad-date', '时间'],
      [5, 'missing-value', '时间'],
    ])
  })
})
