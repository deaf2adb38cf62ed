import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Role } from '@shouwang/console-api'
import type { ConsoleEnv } from '../src/api/console-env.ts'

/** One demo member of staff of each role, all of them responsible for 东风社区 of 思明区. */
export const STAFF: Readonly<Record<Role, string>> = {
  'grid-worker': 'W0001',
  coordinator: 'X0001',
  district: 'Q0001',
  city: 'S0001',
  data: 'S0002',
  'system-admin': 'S0003',
  'security-admin': 'S0004',
  auditor: 'S0005',
  department: 'S0007',
}

/** Asks the console as one member of staff. */
export type Ask = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Response>

/** Signs in and gives the way to ask. */
export const signInAs = async (app: OpenAPIHono<ConsoleEnv>, staffNo: string): Promise<Ask> => {
  const answer = await app.request('/api/v1/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ staffNo }),
  })
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  return async (method, path, body, headers = {}) =>
    app.request(`/api/v1${path}`, {
      method,
      headers: {
        cookie,
        ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' || body instanceof FormData ? body : JSON.stringify(body) }),
    })
}
