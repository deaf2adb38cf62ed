import type { PersonId } from '@shouwang/contracts'
import type { EventFeed } from '@shouwang/feeds'
import type { IngestState } from '@shouwang/postgres'
import type { FeedRecord, Mapping, ReadRow } from './feed-record.ts'

/** Only the register and the rolls say what somebody is called. */
export const renames = (feed: EventFeed): boolean => feed.delivers === 'snapshot'

/** Whom a row is about, and what it calls him; undefined where it gives no name. */
export const namedIn = (row: ReadRow | null): { readonly person: PersonId; readonly name: string } | undefined => {
  if (row === null || row.mapped.kind === 'quarantined') return undefined
  const { event, vault } = row.mapped
  const own = vault.find(({ person }) => person === event.subject)
  return own === undefined || own.entry.name === '' ? undefined : { person: own.person, name: own.entry.name }
}

/** The row, with a remark and a mark on its event where the register and the rolls call its person otherwise. */
export const named = (mapping: Mapping, state: IngestState, { feed }: FeedRecord, row: ReadRow): ReadRow => {
  if (renames(feed) || row.mapped.kind === 'quarantined') return row
  const stated = namedIn(row)
  const known = stated === undefined ? undefined : state.nameKeys.get(stated.person)
  if (stated === undefined || known === undefined || known === mapping.nameKey(stated.name)) return row
  const { mapped } = row
  const vault = mapped.vault.filter(({ person }) => person !== stated.person)
  const remarks = [...(mapped.remarks ?? []), otherName]
  return { ...row, mapped: { ...mapped, event: { ...mapped.event, namediffers: true }, vault, remarks } }
}

const otherName = '姓名与户籍、名册登记的不符，只作线索待核对'
