import type { FeedDraftAnswer, FeedDraftChoices, FileTakenAnswer } from '@shouwang/console-api'
import { fileNameWithoutIdentifiers } from '@shouwang/identity/without-identifiers'
import { keepAnswer, keptAnswer } from './offline/session.ts'

/** A problem as the server told it: `message` is the Chinese sentence with the fix, `name` the short name of its kind. */
export class ApiProblem extends Error {
  readonly status: number
  constructor(status: number, message: string, type = '') {
    super(message)
    this.status = status
    this.name = type.slice(type.lastIndexOf('/') + 1)
  }
}

declare global {
  interface Window {
    /** What was asked before the pages were there, each for one who asks; nobody takes it once something changed. */
    firstAnswers?: Map<string, Promise<Response>>
  }
}

const fetched = (path: string, init: RequestInit): Promise<Response> => {
  const first = init.method === undefined ? window.firstAnswers?.get(path) : undefined
  if (init.method === undefined) window.firstAnswers?.delete(path)
  else window.firstAnswers?.clear()
  return first ?? fetch(`/api/v1${path}`, { ...init, credentials: 'same-origin' })
}

const ask = async <Answer>(path: string, init: RequestInit = {}): Promise<Answer> => {
  const answer = await fetched(path, init).catch((error: unknown) => {
    if (init.signal?.aborted === true) throw error
    throw new ApiProblem(0, '连不上服务器。请检查网络后重试。')
  })
  if (answer.ok) return (await answer.json()) as Answer
  const problem = (await answer.json().catch(() => ({}))) as { detail?: string; type?: string }
  throw new ApiProblem(answer.status, problem.detail ?? `服务器答复 ${answer.status}，请稍后重试。`, problem.type)
}

/** What a phone may need where there is no network. */
const KEPT = /^\/(me$|tasks|patrols(\?|$))/

/** Reads; without a network what this phone kept of it, where it did. Rejects as soon as `signal` breaks it off. */
export const get = async <Answer>(path: string, signal?: AbortSignal): Promise<Answer> => {
  try {
    const answer = await ask<Answer>(path, signal === undefined ? {} : { signal })
    // A browser that keeps nothing is no reason not to show what was read.
    if (KEPT.test(path)) void keepAnswer(path, answer).catch(() => undefined)
    return answer
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 0 || !KEPT.test(path)) throw error
    const kept = await keptAnswer<Answer>(path).catch(() => undefined)
    if (kept === undefined) throw error
    return kept
  }
}

/** Sends JSON. */
export const post = <Answer>(path: string, body: unknown = {}): Promise<Answer> =>
  ask<Answer>(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

/** Ends the session. */
export const signOut = (): Promise<unknown> => ask('/session', { method: 'DELETE' })

/** Sends a file as it is, but for the identifiers in its name: it goes into the address. */
export const sendFile = (file: File, query: Record<string, string>): Promise<FileTakenAnswer> =>
  ask(`/deliveries?${new URLSearchParams({ fileName: fileNameWithoutIdentifiers(file.name), ...query })}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: file,
  })

/** Asks what a sample file would be as an interface; a sample is kept nowhere. */
export const sendSample = (
  file: File,
  named: Readonly<Record<string, string | undefined>>,
  { choices, declaration }: { readonly choices: FeedDraftChoices; readonly declaration?: string },
): Promise<FeedDraftAnswer> => {
  const form = new FormData()
  form.set('file', file, fileNameWithoutIdentifiers(file.name))
  form.set('choices', JSON.stringify(choices))
  if (declaration !== undefined) form.set('declaration', declaration)
  return ask(`/feed-drafts${queryOf(named)}`, { method: 'POST', body: form })
}

/** A query string of what is set. */
export const queryOf = (values: Record<string, string | number | undefined>): string => {
  const set = Object.entries(values).filter(([, value]) => value !== undefined && value !== '')
  return set.length === 0 ? '' : `?${new URLSearchParams(set.map(([key, value]) => [key, String(value)]))}`
}
