import { hash, verify } from '@node-rs/argon2'

/** How many passwords before the present one do not come again. */
export const FORMER_KEPT = 5
/** How long a password of one's own lasts, and one that was issued. */
export const PASSWORD_DAYS = 90
export const ISSUED_HOURS = 72

const MIN_LENGTH = 12
const MIN_KINDS = 3
const KINDS = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d\s]/]
/** Without letters and digits that look alike: it is read aloud and typed once. */
const ISSUED_LETTERS = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const ISSUED_LENGTH = 16

/** Memory-hard, as OWASP gives it for argon2id: 19 MiB and two passes. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** What is kept of a password. */
export const passwordHash = (password: string): Promise<string> => hash(password.normalize('NFKC'), COST)

/** Whether a password is the one of a hash. Without a hash it takes as long and says no, so that the time tells nothing. */
export const isPassword = async (password: string, kept: string | null): Promise<boolean> => {
  nobody ??= passwordHash('nobody has this password')
  const right = await verify(kept ?? (await nobody), password.normalize('NFKC'))
  return right && kept !== null
}
let nobody: Promise<string> | undefined

/** Why a password can't be taken, in Chinese, with the rule; undefined where it can. */
export const passwordFault = async (
  password: string,
  about: { readonly staffNo: string; readonly name: string; readonly former: readonly string[] },
): Promise<string | undefined> => {
  const plain = password.normalize('NFKC')
  if ([...plain].length < MIN_LENGTH) return `口令至少 ${MIN_LENGTH} 个字符。`
  if (KINDS.filter((kind) => kind.test(plain)).length < MIN_KINDS)
    return '口令要含大写字母、小写字母、数字、符号中的至少三种。'
  if (/(.)\1\1\1/.test(plain)) return '口令中同一个字符不能连续出现四次。'
  const own = [about.staffNo, about.name].filter((word) => word.length > 1)
  if (own.some((word) => plain.toLowerCase().includes(word.toLowerCase()))) return '口令不能含自己的工号或姓名。'
  for (const kept of about.former)
    if (await isPassword(password, kept)) return `口令不能与最近 ${FORMER_KEPT} 次用过的相同。`
  return undefined
}

/** A password to hand to a person once, out of random bytes. */
export const issuedPassword = (randomBytes: (length: number) => Uint8Array): string => {
  let letters = ''
  while (letters.length < ISSUED_LENGTH)
    // Bytes beyond the last whole run of letters are left out: each letter is as likely as any other.
    for (const byte of randomBytes(ISSUED_LENGTH * 2))
      if (byte < Math.floor(256 / ISSUED_LETTERS.length) * ISSUED_LETTERS.length && letters.length < ISSUED_LENGTH)
        letters += ISSUED_LETTERS[byte % ISSUED_LETTERS.length]
  return letters
}
