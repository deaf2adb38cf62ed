import { writeAudit } from '@shouwang/postgres'
import type { MiddlewareHandler } from 'hono'
import { isQuiet } from '../sign-in/operations.ts'
import type { ConsoleEnv } from './console-env.ts'

/**
 * Writes a line of the audit for each request of an operation that is not quiet, refused ones too, before its answer
 * leaves: what could not be written down is not shown.
 */
export const audited = (method: string, path: string): MiddlewareHandler<ConsoleEnv> => {
  const quiet = isQuiet(method, path)
  const action = `${method.toUpperCase()} ${path}`
  return async (c, next) => {
    await next()
    if (quiet) return
    const person = c.get('person')
    const told = c.get('told') ?? {}
    const who = told.who ?? person?.staffNo
    if (who === undefined) return
    await writeAudit(c.get('sql'), {
      who,
      role: person?.role ?? '',
      region: person?.region ?? '',
      action,
      subject: Object.values<string>(c.req.param())[0] ?? '',
      whom: [],
      fields: [],
      task: '',
      purpose: '',
      ...told,
      result: c.res.status < 400 ? 'done' : c.res.status < 500 ? 'refused' : 'failed',
      address: c.get('from').address,
    })
  }
}
