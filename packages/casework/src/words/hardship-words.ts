import type { HardshipCause, HardshipPartId, HardshipRing } from '@shouwang/contracts'
import type { Words } from './language.ts'

/** How a household stands to the 低保 standard. */
export const hardshipRingWords = {
  allowance: { zh: '低保、特困', en: 'on a living allowance' },
  'low-income': { zh: '低收入', en: 'on the low-income list' },
  'below-1': { zh: '未保、低于1倍', en: 'not listed, below 1 ×' },
  'below-1.5': { zh: '1至1.5倍', en: '1 to 1.5 ×' },
  'below-2': { zh: '1.5至2倍', en: '1.5 to 2 ×' },
  above: { zh: '2倍以上', en: '2 × and above' },
  unknown: { zh: '收入未知', en: 'income unknown' },
} as const satisfies Record<HardshipRing, Words>

/** What weighs most on a household. */
export const hardshipCauseWords = {
  illness: { zh: '因病', en: 'illness' },
  disability: { zh: '因残', en: 'disability' },
  schooling: { zh: '因学', en: 'schooling' },
  accident: { zh: '因灾、因意外', en: 'disaster or accident' },
  unemployment: { zh: '失业', en: 'lost work' },
  family: { zh: '家庭变故', en: 'change in the family' },
  housing: { zh: '住房', en: 'housing' },
  dependants: { zh: '赡养抚养', en: 'dependants' },
  none: { zh: '未见原因', en: 'no cause seen' },
} as const satisfies Record<HardshipCause, Words>

/** What a household's hardship is the sum of. */
export const hardshipPartWords = {
  income: { zh: '收入缺口', en: 'shortfall of income' },
  burden: { zh: '刚性支出', en: 'burden of illness and schooling' },
  dependants: { zh: '赡养抚养', en: 'dependants' },
  illness: { zh: '大病、慢特病', en: 'grave illness' },
  disability: { zh: '残疾', en: 'disability' },
  housing: { zh: '住房', en: 'housing' },
  shock: { zh: '近期变故', en: 'what befell it lately' },
  help: { zh: '已得救助', en: 'help received' },
} as const satisfies Record<HardshipPartId, Words>
