/** An engine does not answer. Nothing is wrong with what was asked of it, so the same may be asked again later. */
export class EngineAway extends Error {
  /** What people who wait should know, in Chinese, where there is more to say than that it is away. */
  readonly zh: string | undefined

  /** `engine` is the name that operators know; `cause` is what its client said. */
  constructor(engine: string, cause: unknown, zh?: string) {
    super(`${engine} is away: ${wordsOf(cause)}`, { cause })
    this.zh = zh
  }
}

/** An attempt at several addresses has no words of its own. */
const wordsOf = (cause: unknown): string => {
  const { message, code } = (cause ?? {}) as { readonly message?: string; readonly code?: string }
  return message || code || String(cause)
}
