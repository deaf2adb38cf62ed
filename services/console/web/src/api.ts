import type { Explanation } from '../../src/schemas/explanations.ts'
import type {
  Feed,
  FeedDetail,
  QuarantineDetail,
  QuarantineItem,
  QuarantinePage,
  SeenReceipt,
} from '../../src/schemas/feeds.ts'
import type { MaskedPerson, Me, SignInChoices } from '../../src/schemas/people.ts'
import type { IndicatorAnswer } from '../../src/schemas/reference.ts'
import type { SeenEntitlement, SeenLead, TaskDetail, TaskItem, TaskPage } from '../../src/schemas/tasks.ts'

type Of<Schema extends { _output: unknown }> = Schema['_output']
export type MeOut = Of<typeof Me>
export type Choices = Of<typeof SignInChoices>
export type Tasks = Of<typeof TaskPage>
export type Task = Of<typeof TaskItem>
export type TaskFull = Of<typeof TaskDetail>
export type Lead = Of<typeof SeenLead>
export type EntitlementOut = Of<typeof SeenEntitlement>
export type Person = Of<typeof MaskedPerson>
export type ExplanationOut = Of<typeof Explanation>
export type FeedOut = Of<typeof Feed>
export type FeedFull = Of<typeof FeedDetail>
export type ReceiptOut = Of<typeof SeenReceipt>
export type Quarantine = Of<typeof QuarantinePage>
export type QuarantineRow = Of<typeof QuarantineItem>
export type QuarantineFull = Of<typeof QuarantineDetail>
export type IndicatorOut = Of<typeof IndicatorAnswer>

/** A problem as the server told it: `message` is the Chinese sentence with the fix. */
export class ApiProblem extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

const ask = async <Answer>(path: string, init: RequestInit = {}): Promise<Answer> => {
  const answer = await fetch(`/api/v1${path}`, { ...init, credentials: 'same-origin' }).catch(() => {
    throw new ApiProblem(0, '连不上服务器。请检查网络后重试。')
  })
  if (answer.ok) return (await answer.json()) as Answer
  const problem = (await answer.json().catch(() => ({}))) as { detail?: string }
  throw new ApiProblem(answer.status, problem.detail ?? `服务器答复 ${answer.status}，请稍后重试。`)
}

/** Reads. */
export const get = <Answer>(path: string): Promise<Answer> => ask<Answer>(path)

/** Sends JSON. */
export const post = <Answer>(path: string, body: unknown = {}): Promise<Answer> =>
  ask<Answer>(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

/** Ends the session. */
export const signOut = (): Promise<unknown> => ask('/session', { method: 'DELETE' })

/** Sends a file as it is. */
export const sendFile = (
  file: File,
  query: Record<string, string>,
): Promise<{ delivery: string; receipt: ReceiptOut | null }> =>
  ask(`/deliveries?${new URLSearchParams({ fileName: file.name, ...query })}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: file,
  })

/** A query string of what is set. */
export const queryOf = (values: Record<string, string | number | undefined>): string => {
  const set = Object.entries(values).filter(([, value]) => value !== undefined && value !== '')
  return set.length === 0 ? '' : `?${new URLSearchParams(set.map(([key, value]) => [key, String(value)]))}`
}
