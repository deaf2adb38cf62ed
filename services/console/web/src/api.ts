import type { FileTakenAnswer } from '@shouwang/console-api'
import { fileNameWithoutIdentifiers } from '@shouwang/identity/without-identifiers'

/** A problem as the server told it: `message` is the Chinese sentence with the fix, `name` the short name of its kind. */
export class ApiProblem extends Error {
  readonly status: number
  constructor(status: number, message: string, type = '') {
    super(message)
    this.status = status
    this.name = type.slice(type.lastIndexOf('/') + 1)
  }
}

const ask = async <Answer>(path: string, init: RequestInit = {}): Promise<Answer> => {
  const answer = await fetch(`/api/v1${path}`, { ...init, credentials: 'same-origin' }).catch(() => {
    throw new ApiProblem(0, '连不上服务器。请检查网络后重试。')
  })
  if (answer.ok) return (await answer.json()) as Answer
  const problem = (await answer.json().catch(() => ({}))) as { detail?: string; type?: string }
  throw new ApiProblem(answer.status, problem.detail ?? `服务器答复 ${answer.status}，请稍后重试。`, problem.type)
}

/** Reads. */
export const get = <Answer>(path: string): Promise<Answer> => ask<Answer>(path)

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

/** A query string of what is set. */
export const queryOf = (values: Record<string, string | number | undefined>): string => {
  const set = Object.entries(values).filter(([, value]) => value !== undefined && value !== '')
  return set.length === 0 ? '' : `?${new URLSearchParams(set.map(([key, value]) => [key, String(value)]))}`
}
