/** An engine does not answer. Nothing is wrong with what was asked of it, so the same may be asked again later. */
export class EngineAway extends Error {
  /** `engine` is the name that operators know; `cause` is what its client said. */
  constructor(engine: string, cause: unknown) {
    super(`${engine} is away: ${wordsOf(cause)}`, { cause })
  }
}

/** An attempt at several addresses has no words of its own. */
const wordsOf = (cause: unknown): string => {
  const { message, code } = (cause ?? {}) as { readonly message?: string; readonly code?: string }
  return message || code || String(cause)
}
