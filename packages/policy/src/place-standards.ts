import type { Policy } from './policy.ts'
import type { NumberUnit } from './units.ts'

/** What a city has to enter before its families can be told what they are due. */
export type PlaceStandard = {
  readonly label: string
  /** The numbers that may say it, also those that no place has entered yet: one is enough, since notices differ in form. */
  readonly anyOf: readonly string[]
  readonly unit: NumberUnit
  /** Where a place may have none of it, and why. */
  readonly spared?: { readonly where: (policy: Policy) => boolean; readonly why: string }
}

const livingByLevel = [
  'disability-subsidy/living-monthly-level-1',
  'disability-subsidy/living-monthly-level-2',
  'disability-subsidy/living-monthly-level-3',
  'disability-subsidy/living-monthly-level-4',
] as const

/** Provinces north of the Qinling and the Huai, whose towns are heated in winter. */
const heated = ['11', '12', '13', '14', '15', '21', '22', '23', '37', '41', '61', '62', '63', '64', '65']

const whereNotHeated = {
  where: ({ region }: Policy) => !heated.includes(region.slice(0, 2)),
  why: '非采暖地区不发取暖救助',
}

/** Every standard that some rule or programme asks of a place, and that no farther region could state for it. */
export const placeStandards: readonly PlaceStandard[] = [
  { label: '最低生活保障标准', anyOf: ['dibao/monthly-standard'], unit: 'yuan/person/month' },
  {
    label: '农村低保分档补助最低一档',
    anyOf: ['dibao/rural-tier-low'],
    unit: 'yuan/person/month',
    spared: { where: () => true, why: '农村低保按家庭补差、不分档发放的地方没有' },
  },
  {
    label: '低保边缘家庭收入标准',
    anyOf: ['edge/income-line-monthly'],
    unit: 'yuan/person/month',
    spared: {
      where: (policy) => policy.standard('edge/income-multiple') !== null,
      why: '按低保标准的倍数认定的地方不另列数额',
    },
  },
  { label: '特困人员基本生活标准', anyOf: ['tekun/living-monthly'], unit: 'yuan/person/month' },
  { label: '特困人员照料护理费（全护理）', anyOf: ['tekun/care-full-monthly'], unit: 'yuan/person/month' },
  { label: '特困人员照料护理费（半护理）', anyOf: ['tekun/care-half-monthly'], unit: 'yuan/person/month' },
  { label: '特困人员照料护理费（自理）', anyOf: ['tekun/care-self-monthly'], unit: 'yuan/person/month' },
  { label: '孤儿基本生活费', anyOf: ['orphan/monthly'], unit: 'yuan/person/month' },
  { label: '事实无人抚养儿童基本生活费', anyOf: ['unattended-child/monthly'], unit: 'yuan/person/month' },
  {
    label: '困难残疾人生活补贴',
    anyOf: ['disability-subsidy/living-monthly', ...livingByLevel],
    unit: 'yuan/person/month',
  },
  {
    label: '重度残疾人护理补贴',
    anyOf: [
      'disability-subsidy/care-monthly',
      'disability-subsidy/care-monthly-least',
      'disability-subsidy/care-monthly-most',
      'disability-subsidy/care-monthly-level-1',
      'disability-subsidy/care-monthly-level-2',
    ],
    unit: 'yuan/person/month',
  },
  { label: '高龄津贴起始年龄', anyOf: ['elder-allowance/start-age'], unit: 'years' },
  {
    label: '高龄津贴（70–79 周岁）',
    anyOf: ['elder-allowance/monthly-from-70'],
    unit: 'yuan/person/month',
    spared: {
      where: (policy) => (policy.standard('elder-allowance/start-age')?.value ?? 80) >= 80,
      why: '起始年龄满 80 周岁的地方没有这一档',
    },
  },
  { label: '高龄津贴（80–89 周岁）', anyOf: ['elder-allowance/monthly-from-80'], unit: 'yuan/person/month' },
  { label: '高龄津贴（90–99 周岁）', anyOf: ['elder-allowance/monthly-from-90'], unit: 'yuan/person/month' },
  { label: '高龄津贴（100 周岁以上）', anyOf: ['elder-allowance/monthly-from-100'], unit: 'yuan/person/month' },
  { label: '经济困难老年人补贴', anyOf: ['elder-subsidy/monthly'], unit: 'yuan/person/month' },
  { label: '冬季取暖补助（城市）', anyOf: ['heating/urban-yearly'], unit: 'yuan/year', spared: whereNotHeated },
  { label: '冬季取暖补助（农村）', anyOf: ['heating/rural-yearly'], unit: 'yuan/year', spared: whereNotHeated },
  { label: '临时救助封顶（低保标准倍数）', anyOf: ['temporary-relief/cap-standards'], unit: 'ratio' },
  {
    label: '临时救助起点（低保标准倍数）',
    anyOf: ['temporary-relief/floor-standards', 'temporary-relief/least'],
    unit: 'ratio',
  },
  {
    label: '临时救助特殊情况封顶（低保标准倍数）',
    anyOf: ['temporary-relief/exceptional-cap-standards'],
    unit: 'ratio',
  },
  {
    label: '乡镇（街道）直接审批的临时救助限额（低保标准倍数）',
    anyOf: ['temporary-relief/township-cap-standards'],
    unit: 'ratio',
  },
  { label: '慈善帮扶每户每年封顶', anyOf: ['fund-ladder/household-yearly-cap'], unit: 'yuan' },
  { label: '医疗救助比例', anyOf: ['medical-aid/ratio'], unit: 'ratio' },
  { label: '医疗救助年度限额', anyOf: ['medical-aid/yearly-cap'], unit: 'yuan/year' },
  { label: '参保资助', anyOf: ['insurance-subsidy/yearly'], unit: 'yuan/person/year' },
  { label: '上年度居民人均可支配收入', anyOf: ['income/disposable-per-head-yearly'], unit: 'yuan/person/year' },
]

/** What a standard of the place is called where the place has no file that says so; its id where nobody has named it. */
export const standardName = (id: string): string => placeStandards.find(({ anyOf }) => anyOf.includes(id))?.label ?? id
