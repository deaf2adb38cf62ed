import type { Words } from './language.ts'

/** Why a command did not happen, in words for both languages: what is in the way and what would do. */
export const refusalWords = {
  'no-such-task': { zh: '没有这个任务，请核对任务编号', en: 'There is no such task; check its number' },
  'already-closed': { zh: '任务已办结或已撤回，不能再改', en: 'The task is over and cannot change' },
  'already-accepted': { zh: '任务已有人接单', en: 'The task has already been accepted' },
  'no-contact-awaited': {
    zh: '只有红色任务要先记录联系，且只记一次，其他情况请写备注',
    en: 'Contact is recorded once, and of red tasks only; add a note instead',
  },
  'not-yours': {
    zh: '任务不归您办理，请联系经办人或上级转派',
    en: 'The task is not yours; ask its assignee or a superior to reassign it',
  },
  'not-allowed': {
    zh: '网格员不能转派任务，请联系协理员',
    en: 'A grid worker cannot reassign tasks; ask the coordinator',
  },
  'outcome-not-for-direction': {
    zh: '该处置结果不适用于这类任务，请另选',
    en: 'This outcome does not fit this kind of task; choose another',
  },
  'find-who-first': {
    zh: '请先查明是谁，把线索并入一户，再按该户办理',
    en: 'Find out who it is first and join the lead to a household; the work goes on there',
  },
  'note-needed': { zh: '请在备注中写明核查情况', en: 'Say in a note what was found' },
  'watch-until-not-later': { zh: '下次查看日期须晚于今天', en: 'The day to look again must be later than today' },
  'next-try-in-past': { zh: '下次上门不能早于今天', en: 'The next try cannot lie before today' },
  'nothing-to-undo': { zh: '没有可以撤销的结果', en: 'There is no result to take back' },
  'undo-own-day': {
    zh: '只能撤销自己当天记录的结果，更早的请联系上级退回',
    en: 'You can take back your own result of the same day; ask a superior to send back an older one',
  },
  'undo-too-late': {
    zh: '此后已有新的任务或已转给他人，不能撤销',
    en: 'A new task was opened since, or the task went to somebody else; it cannot be taken back',
  },
  'undo-case-begun': {
    zh: '个案已经开始办理，请在个案里更正',
    en: 'Work on the case has begun; correct it there',
  },
  'no-second-person-awaited': {
    zh: '这项结果不需要复核，或已经复核',
    en: 'No second person is asked for, or one has answered',
  },
  'second-person-is-other': {
    zh: '记录结果的人不能自己复核，请由协理员或区级复核',
    en: 'Who recorded the result cannot confirm it; a coordinator or the district does',
  },
  'no-such-staff': { zh: '没有这个工号，或其岗位不办理任务', en: 'Nobody with this staff number takes tasks' },
  'outside-your-area': {
    zh: '对方不在您的辖区，请联系上级转派',
    en: 'That person works outside your area; ask a superior to reassign it',
  },
  'already-theirs': { zh: '任务已在该人名下', en: 'The task is already theirs' },
  'nobody-to-remind': {
    zh: '任务还没有承办人，或就在您名下，请先派单',
    en: 'Nobody else has the task; assign it first',
  },
  'unknown-region': { zh: '区划代码不在名录中，请核对', en: 'The region code is not on the list; check it' },
} as const satisfies Record<string, Words>

/** The code of a refusal, as the API gives it. */
export type CommandRefusal = keyof typeof refusalWords
