import { EngineAway } from '@shouwang/flow'

/** PostgreSQL refused what was asked of it. `code` is the SQLSTATE. */
class PostgresRefusal extends Error {
  readonly code: string

  constructor(code: string, cause: Error) {
    super(`PostgreSQL refused: ${cause.message}`, { cause })
    this.code = code
  }
}

/** What the driver's error means: the server is away, or it refused. */
export const postgresError = (cause: unknown): Error => {
  const { code } = cause as { readonly code?: string }
  return code !== undefined && refuses.test(code)
    ? new PostgresRefusal(code, cause as Error)
    : new EngineAway('PostgreSQL', cause)
}

/** An SQLSTATE other than those with which a server says that it ends or only begins. Errors of the network begin with E. */
const refuses = /^(?!57P|08|E)[0-9A-Z]{5}$/
