/** Why PostgreSQL did not do what was asked. `code` is the SQLSTATE of its answer, or that of the network. */
export class PostgresError extends Error {
  readonly code: string | undefined

  /** The driver's own error says what happened; it stays as the cause. */
  constructor(cause: unknown) {
    const { code, message } = cause as { readonly code?: string; readonly message?: string }
    super(`PostgreSQL ${refused(code) ? 'refused' : 'is away'}: ${message || code || String(cause)}`, { cause })
    this.code = code
  }
}

/** An SQLSTATE other than those with which a server says that it ends or only begins. */
const refused = (code: string | undefined): boolean => code !== undefined && /^(?!57P|08|E)[0-9A-Z]{5}$/.test(code)
