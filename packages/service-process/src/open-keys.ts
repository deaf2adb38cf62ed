import {
  type Cipher,
  createCipher,
  keyFromText,
  keyName,
  keysFromText,
  type Pseudonymiser,
  providers,
  pseudonymiser,
} from '@shouwang/identity'
import { noteKeyNames, type Queryable, readAnyIdentity, readKeyNames } from '@shouwang/postgres'
import { KeyProblem, type KeySettings } from './key-problem.ts'

export type OpenedKeys = { readonly cipher: Cipher; readonly identity: Pseudonymiser }

/**
 * The vault's cipher and the names of people, once it is sure that the keys are those that the store was made with: another
 * pseudonym key would make everybody a stranger, and without an old vault key nobody could be reached any more.
 * @throws KeyProblem where they are not.
 */
export const openKeys = async (sql: Queryable, given: KeySettings): Promise<OpenedKeys> => {
  const keys = parsed(given)
  const crypto = providers[given.crypto]
  const cipher = createCipher(keys.vault, crypto)
  const [names, known] = [await readKeyNames(sql), await readAnyIdentity(sql)]
  const missing = names.vault.filter((name) => !cipher.knownKeys.includes(name))
  if (missing.length > 0) throw missingVaultKey(missing, cipher.knownKeys)
  const inUse = [crypto, ...Object.values(providers)].find((provider) =>
    names.pseudonym === null
      ? known === undefined || namesAlike(cipher, pseudonymiser(keys.pseudonym, provider), known)
      : keyName(keys.pseudonym, provider) === names.pseudonym,
  )
  if (inUse === undefined) throw otherPseudonymKey(names.pseudonym)
  const identity = pseudonymiser(keys.pseudonym, inUse)
  if (known !== undefined && !namesAlike(cipher, identity, known)) throw otherPseudonymKey(names.pseudonym)
  const name = keyName(keys.pseudonym, inUse)
  await noteKeyNames(sql, { pseudonym: name, vault: cipher.keyName })
  // Two that start at once on an empty store with different keys both get here: the store keeps the first one's.
  const { pseudonym: noted } = await readKeyNames(sql)
  if (noted !== name) throw otherPseudonymKey(noted)
  return { cipher, identity }
}

const parsed = ({ pseudonymKey, vaultKeys }: KeySettings) => {
  try {
    return { pseudonym: keyFromText(pseudonymKey), vault: keysFromText(vaultKeys) }
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new KeyProblem(`密钥格式不对：每个密钥应是 32 字节的十六进制或 base64（${why}）。`, why, cause)
  }
}

/** Whether somebody in the vault, once opened, gets the name under which he is kept. */
const namesAlike = (
  cipher: Cipher,
  identity: Pseudonymiser,
  { person, sealed }: { readonly person: string; readonly sealed: string },
): boolean => {
  const { idNumber } = JSON.parse(opened(cipher, sealed, person)) as { readonly idNumber: string }
  return identity.person(idNumber) === person
}

const opened = (cipher: Cipher, sealed: string, about: string): string => {
  try {
    return cipher.open(sealed, about)
  } catch (cause) {
    const name = sealed.split('.')[0] ?? ''
    if (cipher.knownKeys.includes(name)) throw cause
    throw missingVaultKey([name], cipher.knownKeys)
  }
}

const missingVaultKey = (missing: readonly string[], given: readonly string[]): KeyProblem => {
  const [names, here] = [missing.join('、'), given.join('、')]
  return new KeyProblem(
    `缺少保险库密钥 ${names}：已有数据是用它加密的，现有密钥是 ${here}；请从备份取回它，写在新密钥之后。守望没有启动，数据没有改动。`,
    `the vault key ${names} is missing: what is kept was sealed with it, and the keys given are ${here}; get it from the backup and write it behind the newest one`,
  )
}

const otherPseudonymKey = (known: string | null): KeyProblem => {
  const name = known ?? '?'
  return new KeyProblem(
    `化名密钥不是建库时的那一个（${name}）：用别的密钥，所有人都会变成陌生人；请从备份取回原来的密钥。守望没有启动，数据没有改动。`,
    `the pseudonym key is not the one that the store was made with (${name}): with another one everybody would become a stranger; get that key from the backup`,
  )
}
