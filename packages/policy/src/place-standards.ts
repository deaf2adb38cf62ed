import type { NumberId } from './policy-ids.ts'

/** What each city has to enter before its families can be told what they are due, and the numbers that may say it. */
export const placeStandards: readonly { readonly label: string; readonly anyOf: readonly NumberId[] }[] = [
  { label: '最低生活保障标准', anyOf: ['dibao/monthly-standard'] },
  { label: '特困人员基本生活标准', anyOf: ['tekun/living-monthly'] },
  { label: '孤儿基本生活费', anyOf: ['orphan/monthly'] },
  {
    label: '困难残疾人生活补贴',
    anyOf: ['disability-subsidy/living-monthly', 'disability-subsidy/living-monthly-level-1'],
  },
  { label: '高龄津贴起始年龄', anyOf: ['elder-allowance/start-age'] },
  { label: '高龄津贴（80–89 周岁）', anyOf: ['elder-allowance/monthly-from-80'] },
  { label: '高龄津贴（90–99 周岁）', anyOf: ['elder-allowance/monthly-from-90'] },
  { label: '高龄津贴（100 周岁以上）', anyOf: ['elder-allowance/monthly-from-100'] },
  { label: '上年度居民人均可支配收入', anyOf: ['income/disposable-per-head-yearly'] },
]

/** What a standard of the place is called where the place has no file that says so; its id where nobody has named it. */
export const standardName = (id: NumberId): string =>
  placeStandards.find(({ anyOf }) => anyOf.includes(id))?.label ?? id
