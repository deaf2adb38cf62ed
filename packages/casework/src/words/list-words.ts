import type { AgeBand, ListPurpose } from '@shouwang/contracts'
import type { Words } from './language.ts'

/** For what a department may be given a list. */
export const listPurposeWords = {
  insurance: { zh: '资助参保', en: 'insurance paid for' },
  'medical-help': { zh: '医疗帮扶', en: 'medical help' },
  'school-help': { zh: '助学', en: 'help with schooling' },
  'housing-repair': { zh: '住房修缮', en: 'repair of dwellings' },
  jobs: { zh: '就业帮扶', en: 'help to find work' },
  care: { zh: '照护服务', en: 'care' },
  visits: { zh: '探访关爱', en: 'visits' },
  charity: { zh: '慈善帮扶', en: 'charity' },
  'legal-aid': { zh: '法律援助', en: 'legal aid' },
  disaster: { zh: '灾后帮扶', en: 'help after a disaster' },
  'return-to-poverty': { zh: '防止返贫帮扶', en: 'help against return to poverty' },
} as const satisfies Record<ListPurpose, Words>

/** How old somebody of the family is. */
export const ageBandWords = {
  '0-5': { zh: '5岁以下', en: 'under 6' },
  '6-17': { zh: '6至17岁', en: '6 to 17' },
  '18-59': { zh: '18至59岁', en: '18 to 59' },
  '60-79': { zh: '60至79岁', en: '60 to 79' },
  '80+': { zh: '80岁以上', en: '80 and over' },
} as const satisfies Record<AgeBand, Words>
