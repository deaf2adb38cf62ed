import type { Level, TaskEvent } from '@shouwang/contracts'

/** Words for what an event names by code. */
export type Words = {
  readonly indicator: (id: string) => string
  readonly staff: (staffNo: string) => string
  readonly outcome: (code: string) => string
}

/** The levels as people call them. */
export const LEVEL_WORDS: Readonly<Record<Level, string>> = {
  none: '无',
  blue: '蓝色',
  yellow: '黄色',
  orange: '橙色',
  red: '红色',
}

/** One line of a task's history, as a caseworker would write it. */
export const happeningText = (event: TaskEvent, words: Words): string => {
  switch (event.type) {
    case 'TaskOpened':
      return `生成${LEVEL_WORDS[event.level]}任务，期限 ${event.dueOn}${event.assignee === null ? '' : `，派给${words.staff(event.assignee)}`}`
    case 'LeadJoined':
      return `新增线索：${words.indicator(event.lead.indicator)}`
    case 'LeadWorsened':
      return `线索加重：${words.indicator(event.lead.indicator)}`
    case 'LeadCleared':
      return `线索消除：${words.indicator(event.indicator)}${event.dueOn === undefined ? '' : `，期限改回 ${event.dueOn}`}`
    case 'LevelRaised':
      return `升为${LEVEL_WORDS[event.level]}，期限改为 ${event.dueOn}`
    case 'DeadlineBroughtForward':
      return `期限提前到 ${event.dueOn}`
    case 'TaskAssigned':
      return `${event.assignee === null ? '退回待派' : `转派给${words.staff(event.assignee)}`}：${event.why}`
    case 'TaskAccepted':
      return '已接单'
    case 'NoteAdded':
      return `备注：${event.note}`
    case 'TaskEscalated':
      return `已用去期限的 ${event.percent}%${event.to === null ? '，系统提醒' : `，提醒${words.staff(event.to)}`}`
    case 'OutcomeRecorded':
      return `${event.closes ? '办结' : '记录'}：${words.outcome(event.outcome)}${event.note === '' ? '' : `（${event.note}）`}${event.suppressUntil === null ? '' : `，${event.suppressUntil} 前不再重复提醒`}`
    case 'TaskWithdrawn':
      return `撤回：${event.why}`
    default:
      return event satisfies never
  }
}
