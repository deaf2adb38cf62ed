import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Door, openDoor } from './open-door.ts'

let door: Door
beforeAll(async () => {
  door = await openDoor()
})
afterAll(() => door.close())

const row = '350100000034,350206197203011553,傅艳娜,2026-10-26,台风洪涝,4.2,房屋倒塌'
const read = (column: string, below: string) =>
  door.readFile(Buffer.from(`户号,身份证号,姓名,日期,灾种,${column},情况\n${row}\n${below}\n`), {
    fileName: '应急_灾情.csv',
  })
const lossOf = ({ events }: Awaited<ReturnType<typeof read>>) =>
  events.map(({ data }) => (data as { lossFen?: number | null }).lossFen)

test.each(['注：金额单位为万元', '单位：万元', '说明：以上金额以万元计'])(
  'a loss of 4.2 under which stands %s is refused, and not read as four yuan',
  async (below) => {
    const file = await read('损失金额', below)
    expect(file.refused).toContain('（损失金额）：请把单位写进列名')
    expect(file.events).toEqual([])
  },
)

test('a column that names its unit is read in it, whatever a note repeats, and a note of yuan changes nothing', async () => {
  expect(lossOf(await read('损失金额（万元）', '注：金额单位为万元'))).toEqual([4_200_000])
  expect(lossOf(await read('损失金额', '注：金额单位为元'))).toEqual([420])
  expect(lossOf(await read('损失金额', '填报单位：万元县应急局'))).toEqual([420])
})
