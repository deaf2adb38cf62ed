import type { LeadChannel, LeadKind, LeadUrgency } from '@shouwang/contracts'
import type { Words } from './language.ts'

/** Through whom a need was told of. */
export const leadChannelWords = {
  family: { zh: '本人或邻里', en: 'family or neighbours' },
  village: { zh: '村、社区', en: 'village or community' },
  grid: { zh: '网格', en: 'grid' },
  hospital: { zh: '医院', en: 'hospital' },
  school: { zh: '学校', en: 'school' },
  patrol: { zh: '巡访', en: 'patrol' },
  team: { zh: '社工、志愿队伍', en: 'social workers and volunteers' },
  'hotline-12345': { zh: '政务热线', en: 'city hotline' },
  'hotline-12349': { zh: '民政热线', en: 'civil affairs hotline' },
  'fire-service': { zh: '消防', en: 'fire service' },
  'emergency-office': { zh: '应急部门', en: 'emergency management' },
  other: { zh: '其他渠道', en: 'others' },
} as const satisfies Record<LeadChannel, Words>

/** What the need is about. */
export const leadKindWords = {
  hardship: { zh: '生活困难', en: 'cannot live on what there is' },
  medical: { zh: '看病就医', en: 'illness' },
  housing: { zh: '住房困难', en: 'housing' },
  safety: { zh: '人身安全', en: 'safety' },
  disaster: { zh: '火灾或灾害', en: 'fire or disaster' },
} as const satisfies Record<LeadKind, Words>

/** How long it can wait. */
export const leadUrgencyWords = {
  now: { zh: '马上要人去', en: 'somebody has to go now' },
  soon: { zh: '这几天', en: 'within days' },
  usual: { zh: '不急', en: 'can wait' },
} as const satisfies Record<LeadUrgency, Words>
