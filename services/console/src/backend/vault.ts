import type { PersonId } from '@shouwang/contracts'
import { type Cipher, nameKey, type Pseudonymiser, parseIdNumber, phoneKey } from '@shouwang/identity'
import { readVault, type Sql } from '@shouwang/postgres'
import type { Backend } from './backend.ts'

/** Names, numbers, phones and addresses: opened here, for whoever the console lets. */
export const vaultBackend = (sql: Sql, cipher: Cipher, identity: Pseudonymiser): Backend['vault'] => ({
  identify: async (persons) => {
    const known = new Map<PersonId, Record<string, string | null>>()
    for (const { person, sealed } of await readVault(sql, persons)) {
      const entry = JSON.parse(cipher.open(sealed, person)) as Record<string, string>
      known.set(person, { ...nobody, ...known.get(person), ...entry })
    }
    return new Map([...known].map(([person, entry]) => [person, { ...nobody, ...entry, name: entry.name || null }]))
  },
  keysOf: (words) => ({ name: nameKey(identity, words), phone: phoneKey(identity, words) }),
  nameFor: (partner, thing) => identity.keyed('registry', `${partner}|${thing}`),
  pseudonym: (idNumber) => {
    const parsed = parseIdNumber(idNumber)
    return parsed.ok ? identity.person(parsed.idNumber) : undefined
  },
})

const nobody = { name: null, idNumber: null, phone: null, address: null }
