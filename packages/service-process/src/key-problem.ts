import { z } from 'zod'

/** What a process is told of its keys. */
export type KeySettings = {
  /** 32 bytes in hexadecimal or base64. */
  readonly pseudonymKey: string
  /** One key or several, the newest first. */
  readonly vaultKeys: string
  readonly crypto: CryptoName
}

/** Which algorithms seal, and name people where nobody is named yet. */
export const CryptoName = z.enum(['international', 'national'])
export type CryptoName = z.infer<typeof CryptoName>

/** Why the keys can't be used with what is kept; the message says in one sentence what would do. */
export class KeyProblem extends Error {
  readonly zh: string

  constructor(zh: string, en: string, cause?: unknown) {
    super(en, cause === undefined ? undefined : { cause })
    this.zh = zh
  }
}
