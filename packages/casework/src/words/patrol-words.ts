import type { PatrolGroup } from '@shouwang/contracts'
import type { Words } from './language.ts'

/** Why a household is visited every so often, in words that a family may read over one's shoulder. */
export const patrolGroupWords = {
  'severe-illness': { zh: '重病', en: 'severe illness' },
  'severe-disability': { zh: '重残', en: 'severe disability' },
  'mental-disability': { zh: '精神障碍', en: 'mental disorder' },
  'empty-nest': { zh: '空巢老人', en: 'elders without children at home' },
  'lone-elder': { zh: '独居老人', en: 'elder living alone' },
  'very-old': { zh: '高龄', en: 'very old' },
  orphan: { zh: '孤儿、无人抚养儿童', en: 'orphan or child without care' },
  'left-behind-child': { zh: '留守儿童', en: 'child left behind' },
  'low-income': { zh: '低收入', en: 'low income' },
  'chronic-illness': { zh: '慢特病', en: 'chronic illness' },
  'tekun-alone': { zh: '分散特困独居', en: 'destitute and alone' },
  'new-dibao': { zh: '新纳入低保', en: 'new on the allowance' },
  'new-disability': { zh: '新办残疾证', en: 'newly disabled' },
  students: { zh: '多子女上学', en: 'several children in school' },
  'unsteady-work': { zh: '务工不稳', en: 'unsteady work' },
  disaster: { zh: '受灾', en: 'struck by disaster' },
} as const satisfies Record<PatrolGroup, Words>
