/** Why the log of a folder can't be opened; `zh` says in one sentence what would do. Nothing was changed. */
export class LogProblem extends Error {
  readonly zh: string

  constructor(zh: string, en: string, cause?: unknown) {
    super(en, cause === undefined ? undefined : { cause })
    this.zh = zh
  }
}
