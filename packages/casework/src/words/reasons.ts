import type { AssignmentReason, SystemNote, WithdrawalReason } from '@shouwang/contracts'
import type { Words } from './language.ts'

/** Why a task came to somebody. `reassigned` is said only where the person left no words. */
export const assignmentWords = {
  'household-moved': { zh: '户籍地或居住地变更', en: 'the household moved' },
  'moved-away': { zh: '已搬至新地址，转当地跟进', en: 'the family moved; its new area goes on' },
  'whereabouts-unknown': { zh: '已搬离，去向不明，请协助查找', en: 'the family moved; find out where to' },
  'taken-over': { zh: '接手办理', en: 'taken over' },
  'staff-changed': { zh: '人员调整', en: 'staff changed' },
  reassigned: { zh: '人工转派', en: 'reassigned by hand' },
} as const satisfies Record<AssignmentReason, Words>

/** Why the system took a task back. */
export const withdrawalWords = {
  'leads-cleared': { zh: '线索已全部消除', en: 'all leads have cleared' },
  'supporting-left': {
    zh: '余下的线索只作佐证，不单独派任务',
    en: 'the leads that are left only support others, and call for no task alone',
  },
  'leads-expired': {
    zh: '线索已到期，没有新的数据，随时间或标准变化不再符合预警条件',
    en: 'the leads have expired; nothing new was told, and by time or policy they no longer hold',
  },
  'household-gone': { zh: '户内已无成员', en: 'the household has no members left' },
  'found-who': { zh: '已查明是谁，线索并入该户', en: 'it is known who it is; the lead goes on with the household' },
} as const satisfies Record<WithdrawalReason, Words>

/** What the system notes on a task that somebody works on. */
export const systemNoteWords = {
  'leads-cleared-in-progress': {
    zh: '线索已全部消除，请核实后办结',
    en: 'all leads have cleared; check and close',
  },
  'leads-expired-in-progress': {
    zh: '线索已到期，没有新的数据，随时间或标准变化不再符合预警条件，请核实后办结',
    en: 'the leads have expired; nothing new was told, and by time or policy they no longer hold; check and close',
  },
  'household-gone-in-progress': {
    zh: '户内已无成员，请核实后办结',
    en: 'the household has no members left; check and close',
  },
} as const satisfies Record<SystemNote, Words>
