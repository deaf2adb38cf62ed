import type { Words } from './language.ts'

/** 收入来源, by the codes of the indicators' income reading. */
export const incomeKindWords = {
  wages: { zh: '工资', en: 'wages' },
  earnings: { zh: '劳动收入', en: 'earnings' },
  pension: { zh: '养老金', en: 'pension' },
  'unemployment-benefit': { zh: '失业保险金', en: 'unemployment benefit' },
  subsidy: { zh: '补贴', en: 'subsidy' },
  support: { zh: '赡养费', en: 'support' },
} as const satisfies Record<string, Words>

/** 刚性支出. */
export const expenseKindWords = {
  medical: { zh: '医疗自付', en: 'medical bills paid oneself' },
  school: { zh: '教育净支出', en: 'schooling less aid' },
} as const satisfies Record<string, Words>

/** 登记在名下的财产. */
export const holdingWords = {
  vehicle: { zh: '机动车', en: 'vehicle' },
  home: { zh: '住房', en: 'home' },
  business: { zh: '市场主体', en: 'business' },
} as const satisfies Record<string, Words>

/** 医保参保状态. */
export const insuredWords = {
  insured: { zh: '参保', en: 'insured' },
  suspended: { zh: '暂停参保', en: 'suspended' },
  stopped: { zh: '终止参保', en: 'stopped' },
  unknown: { zh: '参保状态未知', en: 'not known' },
} as const satisfies Record<string, Words>
