import type { PersonId } from '@shouwang/contracts'
import type { VaultEntry } from '@shouwang/identity'
import type { EventFeed } from './feed.ts'
import type { AcceptedRow } from './mapped-row.ts'
import type { PersonCell } from './person-cell.ts'

type Values = readonly unknown[]

/** Compiles what the vault is to keep of a row: one entry for each person whom it names, and the notes. */
export const vaultReader = (feed: EventFeed, names: ReadonlyMap<string, number>) => {
  const columns = Object.entries(feed.columns)
  const place = (name: string): number => names.get(name) ?? -1
  const find = (kind: 'name' | 'phone' | 'address', owner: string): number => {
    const found = columns.find(([, column]) => column.kind === kind && (column.of ?? feed.subject) === owner)
    return found === undefined ? -1 : place(found[0])
  }
  const persons = columns
    .filter(([, { kind }]) => kind === 'id-number' || kind === 'disability-certificate')
    .map(([owner]) => ({
      at: place(owner),
      name: find('name', owner),
      phone: find('phone', owner),
      address: find('address', owner),
    }))
  const notes = columns.filter(([, { kind }]) => kind === 'note').map(([name]) => place(name))

  return {
    entries: (values: Values): AcceptedRow['vault'] => {
      const entries: { person: PersonId; entry: VaultEntry }[] = []
      for (const { at, name, phone, address } of persons) {
        const cell = values[at] as PersonCell | null
        if (cell === null) continue
        const entry: VaultEntry = { name: text(values[name]), idNumber: cell.idNumber }
        if (text(values[phone]) !== '') entry.phone = text(values[phone])
        if (text(values[address]) !== '') entry.address = text(values[address])
        entries.push({ person: cell.person, entry })
      }
      return entries
    },
    notes: (values: Values, person: PersonId, sourceKey: string): NonNullable<AcceptedRow['notes']> =>
      notes.flatMap((at) => {
        const words = text(values[at])
        return words === '' ? [] : [{ person, sourceKey, text: words }]
      }),
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
