/** What a script may conclude from how a command ended. */
export const exitCodes = { ok: 0, refused: 1, usage: 2, unavailable: 3 } as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** Why a command could not do what was asked; the message says what would do, in Chinese. */
export class Refusal extends Error {
  readonly exitCode: ExitCode

  constructor(message: string, exitCode: ExitCode = exitCodes.refused, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.exitCode = exitCode
  }
}
