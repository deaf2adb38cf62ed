import type { Outcome } from '../attempt.ts'

/** An answer with its text, or how it failed. */
export type Posted = { readonly result: 'answered'; readonly text: string } | Exclude<Outcome, { result: 'taken' }>

const patienceMs = 10_000

/** Posts a body and gives the answer of a 2xx. Every other end says whether the message may have been taken. */
export const post = (url: string, body: string, headers: Readonly<Record<string, string>>): Promise<Posted> =>
  ask(url, { method: 'POST', body, headers })

/** Asks for an address as `post` does, without a body. */
export const get = (url: string): Promise<Posted> => ask(url, { method: 'GET' })

const ask = async (url: string, request: RequestInit): Promise<Posted> => {
  try {
    const answer = await fetch(url, { ...request, redirect: 'error', signal: AbortSignal.timeout(patienceMs) })
    const text = await answer.text()
    return answer.ok
      ? { result: 'answered', text }
      : { result: meaningOf(answer.status), fault: `http-${answer.status}` }
  } catch (error) {
    return afterFault(error)
  }
}

/** 429 and 503 say that it was not taken; behind other faults of a server or a gateway it may have been. */
const meaningOf = (status: number): 'away' | 'refused' | 'unknown' => {
  if (status === 429 || status === 503) return 'away'
  return status >= 500 || status === 408 ? 'unknown' : 'refused'
}

const neverConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])
const ofCertificate = /CERT|SELF_SIGNED|UNABLE_TO_|^ERR_TLS|^ERR_SSL/

const afterFault = (error: unknown): Posted => {
  const { name, cause } = error as { readonly name?: string; readonly cause?: { readonly code?: string } }
  const code = cause?.code ?? name ?? 'unknown'
  const isAway = neverConnected.has(code) || ofCertificate.test(code)
  return { result: isAway ? 'away' : 'unknown', fault: code.toLowerCase().replaceAll('_', '-') }
}

/** The whole number that an answer in JSON has under this name; undefined where it has none. */
export const numberIn = (text: string, name: string): number | undefined => {
  try {
    const value: unknown = (JSON.parse(text) as Record<string, unknown> | null)?.[name]
    return typeof value === 'number' && Number.isInteger(value) ? value : undefined
  } catch {
    return undefined
  }
}
