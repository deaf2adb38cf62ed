import { nameOf } from './names.ts'
import { type Random, randomAt } from './random.ts'

/** The made-up county: a code that no place has, under a real city whose policies count there. */
export type CountyRegion = {
  /** 6 digits. */
  readonly code: string
  readonly name: string
  /** 6 digits. */
  readonly cityCode: string
  readonly cityName: string
}

export const exampleCounty: CountyRegion = { code: '350299', name: '示例县', cityCode: '350200', cityName: '厦门市' }

export type Village = { readonly code: string; readonly name: string; readonly town: string }

export type CountyRegionRow = Readonly<Record<'区划代码' | '名称' | '上级代码', string>>
export type CountyStaffRow = Readonly<Record<'工号' | '姓名' | '角色' | '区划代码' | '电话', string>>

/** City, county, towns and villages as the file of administrative divisions lists them, and who works where. */
export type Divisions = {
  readonly villages: readonly Village[]
  readonly regions: readonly CountyRegionRow[]
  readonly staff: readonly CountyStaffRow[]
}

/** Divides a county of so many people: one grid worker a village, one assistance worker a town, three people in the county's office. */
export const divisionsOf = (county: CountyRegion, people: number, seed: number): Divisions => {
  const towns = Math.min(60, Math.max(3, Math.round(people / 15_000)))
  const villagesEach = Math.min(60, Math.max(4, Math.round(people / towns / 1500)))
  const top = `${county.cityCode}000000`
  const countyCode = `${county.code}000000`
  const regions: CountyRegionRow[] = [
    { 区划代码: top, 名称: county.cityName, 上级代码: '' },
    { 区划代码: countyCode, 名称: county.name, 上级代码: top },
  ]
  const villages: Village[] = []
  for (let town = 0; town < towns; town += 1) {
    const townCode = `${county.code}${padded(town + 1, 3)}000`
    const townName = `${townNames[town % townNames.length]}${town === 0 ? '街道' : '镇'}`
    regions.push({ 区划代码: townCode, 名称: townName, 上级代码: countyCode })
    for (let village = 0; village < villagesEach; village += 1) {
      const code = `${townCode.slice(0, 9)}${padded(201 + village, 3)}`
      const name = `${villageNames[(town * 7 + village) % villageNames.length]}${village % 2 === 0 ? '社区' : '村'}`
      regions.push({ 区划代码: code, 名称: name, 上级代码: townCode })
      villages.push({ code, name, town: townName })
    }
  }
  return { villages, regions, staff: staffOf(regions, countyCode, randomAt(seed, -1)) }
}

const staffOf = (
  regions: readonly CountyRegionRow[],
  countyCode: string,
  random: Random,
): readonly CountyStaffRow[] => {
  const members: CountyStaffRow[] = []
  const employ = (letter: string, role: string, region: string) => {
    const number = members.filter((member) => member.角色 === role).length + 1
    const name = nameOf(random, { sex: random.chance(0.5) ? 'male' : 'female', age: random.int(26, 55) })
    members.push({
      工号: `S${letter}${padded(number, 4)}`,
      姓名: name,
      角色: role,
      区划代码: region,
      电话: phoneOf(random),
    })
  }
  for (const { 区划代码: code } of regions) if (!code.endsWith('000')) employ('W', '网格员', code)
  for (const { 区划代码: code } of regions) {
    if (code.endsWith('000') && !code.endsWith('000000')) employ('T', '社会救助协理员', code)
  }
  for (let officer = 0; officer < 3; officer += 1) employ('D', '区级救助科', countyCode)
  return members
}

/** A phone number in a range that is for machines, so that it can't be anyone's. */
export const phoneOf = (random: Random): string => `140${padded(random.int(0, 99_999_999), 8)}`

const padded = (value: number, width: number): string => String(value).padStart(width, '0')

const townNames = [
  ...'滨湖 青峰 云溪 东岭 南塘 西桥 白石 长林 石井 竹坝 双溪 龙潭 金沙 梅岭 柳塘 新圩 古渡 松岗 大嶝 小坪'.split(' '),
  ...'上林 下洋 前埔 后坑 凤山 鹤浦 莲花 官桥 马坪 羊角 横溪 高岭 平湖 永安 福塘 和顺 太平 安仁 兴隆 广福'.split(' '),
  ...'清流 丰谷 石门 铁炉 铜山 玉屏 银坑 珠浦 翠湖 丹霞 紫云 碧溪 蓝田 黄岗 红岩 星海 月浦 朝阳 晚霞 春水'.split(' '),
]

const villageNames = [
  ...'东风 红旗 新安 后山 前进 沙坡 榕树 竹林 桥头 井边 塘边 坂头 洋中 溪口 岭下 坑内 湖里坂 田厝 陈厝 林厝'.split(' '),
  ...'石鼓 埔尾 港口 渡头 社坛 庙前 书院 南门 北关 西亭 东园 中洲 上店 下店 古楼 新塘 枣林 荔园 茶山 梨园'.split(' '),
  ...'油坊 砖窑 铺前 墩上 浦西 顶村 下村 内厝 外厝 山边 海沧坂 双坑 三合 四美 五显 六和 七里 八亭 九溪 十里'.split(' '),
]
