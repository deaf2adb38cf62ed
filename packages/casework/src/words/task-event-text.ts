import type { TaskEvent, TaskEventType } from '@shouwang/contracts'
import { outcomeWords } from '../tasks/outcomes.ts'
import { levelWords } from './code-words.ts'
import type { Language, Words } from './language.ts'
import { assignmentWords, systemNoteWords, withdrawalWords } from './reasons.ts'

/** Names for what events only know by number; the reader's role may hide some of them. */
export type NameOf = {
  readonly indicator: (id: string) => string
  readonly staff: (staffNo: string) => string
}

type EventOf<T extends TaskEventType> = Extract<TaskEvent, { type: T }>

/** One line of a task's history, as a caseworker would write it. Every kind of line and every reason has its words here. */
export const taskEventText = (event: TaskEvent, language: Language, nameOf: NameOf): string =>
  wordsOf(event, nameOf)[language]

const wordsOf = <T extends TaskEventType>(event: EventOf<T>, nameOf: NameOf): Words =>
  (sentences[event.type as T] as Sentence<T>)(event, nameOf)

/** What has to be done until when: a red task asks for contact first, and for the result some days later. */
const limitsZh = (dueOn: string, resultOn: string | undefined): string =>
  resultOn === undefined ? `期限 ${dueOn}` : `${dueOn} 前联系到本人或家属，${resultOn} 前报核查结果`
const limitsEn = (dueOn: string, resultOn: string | undefined): string =>
  resultOn === undefined ? `due ${dueOn}` : `contact due ${dueOn}, result due ${resultOn}`

type Recorded = EventOf<'OutcomeRecorded'>

const moreZh = ({ declaredMonthlyFen: declared, nextTryOn, dataFault: fault, ...event }: Recorded): string =>
  [
    declared === undefined ? '' : `，申报家庭月收入 ${declared / 100} 元`,
    nextTryOn === undefined ? '' : `，${nextTryOn} 再上门`,
    fault === undefined ? '' : `，应为：${fault.truth}`,
    event.suppressUntil === null ? '' : `，${event.suppressUntil} 前不再重复提醒`,
    event.restUntil === undefined ? '' : `（第二人复核后到 ${event.restUntil}）`,
    event.caseId === undefined ? '' : `，转入个案 ${event.caseId} 继续办理`,
  ].join('')
const moreEn = ({ declaredMonthlyFen: declared, nextTryOn, dataFault: fault, ...event }: Recorded): string =>
  [
    declared === undefined ? '' : `; declared income ${declared / 100} yuan a month`,
    nextTryOn === undefined ? '' : `; next try on ${nextTryOn}`,
    fault === undefined ? '' : `; it should say: ${fault.truth}`,
    event.suppressUntil === null ? '' : `; quiet until ${event.suppressUntil}`,
    event.restUntil === undefined ? '' : ` (until ${event.restUntil} once a second person agrees)`,
    event.caseId === undefined ? '' : `; goes on in case ${event.caseId}`,
  ].join('')

type Sentence<T extends TaskEventType> = (event: EventOf<T>, nameOf: NameOf) => Words

const sentences: { readonly [T in TaskEventType]: Sentence<T> } = {
  TaskOpened: ({ level, dueOn, resultOn, assignee }, { staff }) => ({
    zh: `生成${levelWords[level].zh}任务，${limitsZh(dueOn, resultOn)}${assignee === null ? '' : `，派给${staff(assignee)}`}`,
    en: `Opened as ${levelWords[level].en}, ${limitsEn(dueOn, resultOn)}${assignee === null ? '' : `, for ${staff(assignee)}`}`,
  }),
  LeadJoined: ({ lead }, { indicator }) => ({
    zh: `新增线索：${indicator(lead.indicator)}`,
    en: `New lead: ${indicator(lead.indicator)}`,
  }),
  LeadWorsened: ({ lead }, { indicator }) => ({
    zh: `线索加重：${indicator(lead.indicator)}`,
    en: `Lead got worse: ${indicator(lead.indicator)}`,
  }),
  LeadCleared: ({ indicator: id, dueOn, expired }, { indicator }) => ({
    zh: `${expired === true ? '线索到期（没有新的数据）' : '线索消除'}：${indicator(id)}${dueOn === undefined ? '' : `，期限改回 ${dueOn}`}`,
    en: `${expired === true ? 'Lead expired (nothing new was told)' : 'Lead cleared'}: ${indicator(id)}${dueOn === undefined ? '' : `, due ${dueOn} again`}`,
  }),
  LevelRaised: ({ level, dueOn, resultOn }) => ({
    zh: `升为${levelWords[level].zh}，${resultOn === undefined ? `期限改为 ${dueOn}` : limitsZh(dueOn, resultOn)}`,
    en: `Raised to ${levelWords[level].en}, now ${limitsEn(dueOn, resultOn)}`,
  }),
  DeadlineBroughtForward: ({ dueOn, resultOn }) => ({
    zh: resultOn === undefined ? `期限提前到 ${dueOn}` : `期限提前：${limitsZh(dueOn, resultOn)}`,
    en: `Now ${limitsEn(dueOn, resultOn)}`,
  }),
  ContactMade: ({ note, dueOn }) => ({
    zh: `已联系到本人或家属${note === '' ? '' : `（${note}）`}，${dueOn} 前报核查结果`,
    en: `Family reached${note === '' ? '' : ` (${note})`}; result due ${dueOn}`,
  }),
  TaskAssigned: ({ assignee, why, note }, { staff }) => ({
    zh: `${assignee === null ? '退回待派' : `转派给${staff(assignee)}`}：${note ?? assignmentWords[why].zh}`,
    en: `${assignee === null ? 'Waits for somebody' : `Given to ${staff(assignee)}`}: ${note ?? assignmentWords[why].en}`,
  }),
  TaskAccepted: () => ({ zh: '已接单', en: 'Accepted' }),
  NoteAdded: ({ note, why }) => ({
    zh: `备注：${why === undefined ? note : systemNoteWords[why].zh}`,
    en: `Note: ${why === undefined ? note : systemNoteWords[why].en}`,
  }),
  TaskReminded: ({ to, note }, { staff }) => ({
    zh: `催办${staff(to)}：${note}`,
    en: `${staff(to)} is asked to get on: ${note}`,
  }),
  TaskEscalated: ({ percent, to }, { staff }) => ({
    zh: `已用去期限的 ${percent}%${to === null ? '' : `，报${staff(to)}`}`,
    en: `${percent}% of the time limit is used${to === null ? '' : `; reported to ${staff(to)}`}`,
  }),
  OutcomeRecorded: (event) => ({
    zh: `${event.closes ? '办结' : '记录'}：${outcomeWords(event.outcome, event.leads).zh}${event.note === '' ? '' : `（${event.note}）`}${moreZh(event)}`,
    en: `${event.closes ? 'Closed' : 'Recorded'}: ${outcomeWords(event.outcome, event.leads).en}${event.note === '' ? '' : ` (${event.note})`}${moreEn(event)}`,
  }),
  OutcomeConfirmed: ({ suppressUntil }) => ({
    zh: `复核同意，${suppressUntil} 前不再重复提醒`,
    en: `Confirmed by a second person; quiet until ${suppressUntil}`,
  }),
  OutcomeUndone: ({ note, reopens, dueOn }) => ({
    zh: `${dueOn === undefined ? '撤销结果' : '复核退回'}${note === '' ? '' : `（${note}）`}${reopens ? '，任务继续办理' : ''}${dueOn === undefined ? '' : `，期限 ${dueOn}`}`,
    en: `${dueOn === undefined ? 'Result taken back' : 'Sent back'}${note === '' ? '' : ` (${note})`}${reopens ? '; the task goes on' : ''}${dueOn === undefined ? '' : `, due ${dueOn}`}`,
  }),
  EntryConflicted: ({ outcome, note, to }, { staff }) => ({
    zh: `离线记录与现有结果不一致，两份都保留：${[outcome === null ? '备注' : outcomeWords(outcome).zh, note].filter(Boolean).join('，')}${to === null ? '' : `；请${staff(to)}看两份`}`,
    en: `Written without a network and no longer fitting; both are kept: ${[outcome === null ? 'note' : outcomeWords(outcome).en, note].filter(Boolean).join(', ')}${to === null ? '' : `; ${staff(to)} is to see both`}`,
  }),
  TaskWithdrawn: ({ why }) => ({
    zh: `撤回：${withdrawalWords[why].zh}`,
    en: `Withdrawn: ${withdrawalWords[why].en}`,
  }),
}
