import type { Fund, Staff } from '@shouwang/casework'
import { type CaseworkContext, caseworkContext } from '@shouwang/commands'
import { addDays, type PersonId } from '@shouwang/contracts'
import { type EventFeed, eventFeeds, loadFeeds } from '@shouwang/feeds'
import { checkDigit, createCipher, pseudonymiser } from '@shouwang/identity'
import { draftSwitch, loadPolicies, type PolicyBook } from '@shouwang/policy'
import type { Random } from './world.ts'

/** Where the town lies, and who works there. */
export const city = '350200000000'
const villages = ['350203001201', '350203001202'] as const
export const staff: readonly Staff[] = [
  { staffNo: 'W1', role: 'grid-worker', region: villages[0] },
  { staffNo: 'W2', role: 'grid-worker', region: villages[1] },
  { staffNo: 'T1', role: 'coordinator', region: '350203001000' },
  { staffNo: 'D1', role: 'district', region: '350203000000' },
  { staffNo: 'X1', role: 'district', region: '350205000000' },
]
export const regions = [...villages, '350203001000', '350203000000', '350205000000', city]
export const fund: Fund = {
  ...{ fundId: 'F', name: '备用金', region: '350203001000', kind: 'reserve', balanceFen: 3_000_000, floorFen: 0 },
}

/** Which numbers a town is judged by, and those of casework in a region on a day. */
export type TownPolicies = { readonly book: PolicyBook; readonly rulesOn: CaseworkContext['rulesOn'] }

const townPolicies = (book: PolicyBook): TownPolicies => ({ book, rulesOn: caseworkContext(book, () => '').rulesOn })
const settled = townPolicies(loadPolicies())
/** The same for a district that takes stock (存量摸排) while its town is young. */
const surveyed = townPolicies(
  loadPolicies(
    undefined,
    new Map(
      Object.entries(
        draftSwitch(
          {
            ...{ region: '350203', regionName: '思明区', number: 'stock/survey', label: '存量摸排：是否在摸排期' },
            ...{ title: '存量摸排的安排', today: '2026-05-31', from: '2026-06-01', until: '2026-08-01' },
          },
          () => null,
        ),
      ),
    ),
  ),
)
/** Every third town takes stock. */
export const policiesOf = (seed: number): TownPolicies => (seed % 3 === 0 ? surveyed : settled)
export const identity = pseudonymiser(Buffer.alloc(32, 7))
export const cipher = createCipher([Buffer.alloc(32, 9)])
export const feeds: readonly EventFeed[] = eventFeeds(loadFeeds()).filter(({ id }) =>
  ['resident-register', 'med-settlement', 'fire', 'disability-cert'].includes(id),
)

/** Somebody of the town, as departments know him. */
export type Resident = {
  readonly idNumber: string
  readonly name: string
  readonly phone: string
  readonly person: PersonId
  readonly householdNo: string
  readonly region: string
  readonly relation: '户主' | '配偶' | '子'
}

const idNumberOf = (birth: string, nth: number): string => {
  const body = `350203${birth}${String(nth).padStart(3, '0')}`
  return body + checkDigit(body)
}

const relations = ['户主', '配偶', '子'] as const
const births = ['19610412', '19780930', '20091117']
const given = ['伟', '芳', '强', '敏', '静', '磊', '洋', '艳', '勇', '娟', '涛', '明']

/** Six families of three; of the last two departments seldom have anything to say, so that time alone changes them. */
export const residents: readonly Resident[] = ['金', '崔', '魏', '秦', '汪', '徐'].flatMap((family, home) =>
  relations.map((relation, nth): Resident => {
    const idNumber = idNumberOf(births[nth] as string, 11 * home + nth + 1)
    return {
      ...{
        idNumber,
        relation,
        name: `${family}${given[(3 * home + nth) % given.length]}宇`,
        phone: `1396475587${home}`,
      },
      person: identity.person(idNumber) as PersonId,
      householdNo: `35010000000${home + 1}`,
      region: villages[home % 2] as string,
    }
  }),
)

/** So many residents are heard of often. */
const often = 12

/** What must never be read outside of the vault. */
export const identifiers = new RegExp(
  residents.flatMap(({ idNumber, name, phone }) => [idNumber, name, phone]).join('|'),
)

/** A row that a department sends, and the column that it is spoiled in. */
export type SentRow = { readonly cells: Readonly<Record<string, unknown>>; readonly spoiled: string | null }

/** The same number as offices write it. */
const spelled = (idNumber: string, random: Random): string =>
  random.pick([
    idNumber,
    ` ${idNumber}`,
    idNumber.toLowerCase(),
    idNumber.replace(/\d/g, (d) => '０１２３４５６７８９'[Number(d)] ?? d),
  ]) ?? idNumber

const registerRow = ({ idNumber, name, phone, householdNo, region, relation }: Resident, random: Random) => ({
  ...{ 户号: householdNo, 公民身份号码: spelled(idNumber, random), 姓名: name, 与户主关系: relation },
  ...{ 住址: '滨湖街道东风社区', 区划代码: region, 联系电话: phone },
})

/** Half of the bills are told late. */
const longAgo = 90

const settlementRow = ({ idNumber, name }: Resident, random: Random, day: string, nth: number) => {
  const refund = random.chance(0.3)
  const yuan = (refund ? -1 : 1) * (random.pick([900, 24_000, 66_000]) ?? 0)
  return {
    ...{ setl_id: `S${nth % 5}${idNumber.slice(-4)}`, psn_cert_no: spelled(idNumber, random), psn_name: name },
    ...{
      med_type: '21',
      setl_time: nth % 2 === 0 ? day : addDays(day, -longAgo),
      medfee_sumamt: yuan,
      fulamt_ownpay_amt: 0,
      inscp_scp_amt: yuan,
      hifp_pay: 0,
    },
    ...{ psn_part_amt: yuan, psn_cash_pay: yuan, refd_setl_flag: refund ? '1' : '0' },
    ...(refund ? { orig_setl_id: `S${nth % 5}${idNumber.slice(-4)}` } : {}),
  }
}

const certificateRow = ({ idNumber, name }: Resident, random: Random, day: string) => ({
  ...{ 残疾人证号: `${idNumber}4${random.int(1, 4)}`, 姓名: name, 办证日期: day },
  操作: random.chance(0.3) ? '注销' : '新办',
})

const fireRow = ({ idNumber, name, region }: Resident, random: Random, day: string) => ({
  ...{ 区划代码: region, 身份证号: spelled(idNumber, random), 姓名: name, 时间: day },
  ...{ 损失金额: random.pick([800, 86_000]), 描述: '房屋烧毁' },
})

const spoil: Readonly<Record<string, string>> = {
  'resident-register': '与户主关系',
  'med-settlement': 'setl_time',
  fire: '时间',
  'disability-cert': '办证日期',
}

/** A row of a feed about somebody; one in ten has a cell that nobody can read. */
export const rowOf = (feed: string, random: Random, day: string, nth: number): SentRow => {
  const about = random.pick(random.chance(0.9) ? residents.slice(0, often) : residents.slice(often)) as Resident
  const cells: Record<string, unknown> =
    feed === 'resident-register'
      ? registerRow(about, random)
      : feed === 'med-settlement'
        ? settlementRow(about, random, day, nth)
        : feed === 'fire'
          ? fireRow(about, random, day)
          : certificateRow(about, random, day)
  const field = spoil[feed]
  if (field === undefined || !random.chance(0.1)) return { cells, spoiled: null }
  return { cells: { ...cells, [field]: `看不清${nth}` }, spoiled: field }
}
