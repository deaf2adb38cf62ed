import type { Notice } from '../tasks/notices.ts'
import type { Words } from './language.ts'

/** Why somebody hears of a task or a case. */
export const noticeWords = {
  assigned: { zh: '派给您办理', en: 'given to you' },
  raised: { zh: '有新的进展，请查看', en: 'something happened, have a look' },
  reminded: { zh: '期限将至或已过，请尽快办理', en: 'its limit is near or past' },
  overdue: { zh: '逾期未办结，请督办', en: 'overdue, see that it is done' },
  withdrawn: { zh: '已撤回，不必再办', en: 'taken back, nothing is left to do' },
} as const satisfies Record<Notice['kind'], Words>
