import type { Notice } from '../tasks/notices.ts'
import type { Words } from './language.ts'

/** Why somebody hears of a task or a case. */
export const noticeWords = {
  assigned: { zh: '派给您办理', en: 'given to you' },
  raised: { zh: '有新的进展，请查看', en: 'something happened, have a look' },
  reminded: { zh: '期限将至或已过，请尽快办理', en: 'its limit is near or past' },
  overdue: { zh: '逾期未办结，请督办', en: 'overdue, see that it is done' },
  withdrawn: { zh: '已撤回，不必再办', en: 'taken back, nothing is left to do' },
  'to-confirm': { zh: '结果会让线索长期静默，请您复核', en: 'its result would silence leads for long, please confirm' },
  conflict: {
    zh: '有离线记录与现有结果不一致，请看两份',
    en: 'an entry written without a network does not fit, please see both',
  },
} as const satisfies Record<Notice['kind'], Words>
