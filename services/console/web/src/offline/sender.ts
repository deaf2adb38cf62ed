import type { TaskDetailAnswer } from '@shouwang/console-api'
import { type Answer, type Entry, nextToSend } from '@shouwang/visit-outbox'
import { ApiProblem, get, post } from '../api.ts'
import { happen, outboxNow } from './outbox-store.ts'

/** What came of a round of sending. */
type Round = { readonly sent: number; readonly signInNeeded: boolean }

const nothing: Round = { sent: 0, signInNeeded: false }
let sending = false

/** Sends what waits, one after the other, until nothing does or the network fails. Only one page of a device sends. */
export const sendWaiting = async (): Promise<Round> => {
  // Where the phone knows that it has no network, nothing is tried: what was never sent can still be withdrawn.
  if (sending || !navigator.onLine) return nothing
  sending = true
  try {
    return (
      (await navigator.locks.request('shouwang-outbox', { ifAvailable: true }, async (lock) =>
        lock === null ? undefined : await sendAll(),
      )) ?? nothing
    )
  } finally {
    sending = false
  }
}

const sendAll = async (): Promise<Round> => {
  let sent = 0
  for (let entry = nextToSend(outboxNow()); entry !== undefined; entry = nextToSend(outboxNow())) {
    await happen({ type: 'SendingStarted', id: entry.id })
    const answer = await answerTo(entry)
    if (typeof answer === 'string') {
      await happen({ type: 'AnswerLost', id: entry.id })
      return { sent, signInNeeded: answer === 'sign-in' }
    }
    await happen({ type: 'Answered', id: entry.id, answer })
    sent++
  }
  return { sent, signInNeeded: false }
}

/** A lead and a patrol are about no task: there is no history that they could not fit. */
const answerWithoutTask = async (entry: Entry, path: string): Promise<Answer | 'lost' | 'sign-in'> => {
  try {
    await post(path, { ...entry.body, commandId: entry.id })
    return { kind: 'done', history: [] }
  } catch (error) {
    return notAnswered(error) ?? { kind: 'refused', detail: (error as ApiProblem).message }
  }
}

const UNAUTHORISED = 401
const TOO_MANY = 429
const OUR_FAULT = 500

/** What the server says of an entry; `lost` where it did not, and the entry is sent again. */
const answerTo = async (entry: Entry): Promise<Answer | 'lost' | 'sign-in'> => {
  if (entry.action === 'lead') return answerWithoutTask(entry, '/leads')
  if (entry.action === 'patrol') return answerWithoutTask(entry, '/patrols/visits')
  const path = `/tasks/${encodeURIComponent(entry.taskId)}`
  const body = { ...entry.body, commandId: entry.id, seenSeq: entry.seenSeq }
  try {
    const { history } = await post<TaskDetailAnswer>(`${path}/${entry.action}`, body)
    return { kind: 'done', history }
  } catch (error) {
    const unanswered = notAnswered(error)
    if (unanswered !== undefined) return unanswered
    if (!(error instanceof ApiProblem)) throw error
    if (error.name !== 'entry-conflict') return { kind: 'refused', detail: error.message }
    const task = await get<TaskDetailAnswer>(path)
    const since = task.history.filter(({ seq, command }) => seq > entry.seenSeq && command !== entry.id)
    return {
      kind: 'conflict',
      detail: error.message,
      theirs: since.map(({ byName, day, text }) => `${byName} ${day} ${text}`),
    }
  }
}

/** What was not answered is sent again; undefined where the server said no. @throws what is no answer of the server */
const notAnswered = (error: unknown): 'lost' | 'sign-in' | undefined => {
  if (!(error instanceof ApiProblem)) throw error
  if (error.status === UNAUTHORISED) return 'sign-in'
  return error.status === 0 || error.status === TOO_MANY || error.status >= OUR_FAULT ? 'lost' : undefined
}
