import { type Entry, emptyOutbox, evolveOutbox, type Happening, type Outbox } from '@shouwang/visit-outbox'
import { device, makeKey, seal, unseal } from './device-store.ts'

type Listener = () => void

let owner: string | undefined
let outbox: Outbox = emptyOutbox
let writing: Promise<void> = Promise.resolve()
const listeners = new Set<Listener>()

const keyName = (staffNo: string): string => `writer/${staffNo}`

/** What this person wrote on this phone, read from the device once; what was on its way then is sent again. */
export const openOutbox = async (staffNo: string): Promise<void> => {
  if (owner === staffNo) return
  owner = staffNo
  const key = await makeKey(keyName(staffNo), staffNo, null)
  const rows = (await (await device()).getAll('outbox')).filter((row) => row.owner === staffNo)
  const entries = await Promise.all(rows.map(({ sealed }) => unseal<Entry>(key, sealed)))
  const inOrder = entries.toSorted((a, b) => (a.writtenAt < b.writtenAt ? -1 : 1))
  show(evolveOutbox(inOrder, { type: 'Restarted' }))
}

/** The outbox as it stands. */
export const outboxNow = (): Outbox => outbox

/** Calls `listener` after every change, until the returned function is called. */
export const onOutbox = (listener: Listener): (() => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Lets something happen to the outbox; resolves once it is on the device. What was never kept is never sent. */
export const happen = async (happening: Happening): Promise<void> => {
  const before = outbox
  const after = evolveOutbox(before, happening)
  if (after === before || owner === undefined) return
  const staffNo = owner
  show(after)
  writing = writing.then(() => keep(staffNo, before, after))
  await writing
}

/** How many entries lie on this device unsent, whoever wrote them: known without a key. */
export const countKept = async (): Promise<number> => (await device()).count('outbox')

const keep = async (staffNo: string, before: Outbox, after: Outbox): Promise<void> => {
  const db = await device()
  const key = await makeKey(keyName(staffNo), staffNo, null)
  const changed = after.filter((entry) => !before.includes(entry))
  const sealed = await Promise.all(changed.map(async (entry) => ({ id: entry.id, sealed: await seal(key, entry) })))
  for (const row of sealed) await db.put('outbox', { ...row, owner: staffNo })
  const kept = new Set(after.map(({ id }) => id))
  for (const { id } of before) if (!kept.has(id)) await db.delete('outbox', id)
}

const show = (next: Outbox): void => {
  outbox = next
  for (const listener of listeners) listener()
}

/** What somebody is writing, as the device has it; undefined where nothing was begun. */
export const keptDraft = async <Draft>(staffNo: string, place: string): Promise<Draft | undefined> => {
  const kept = await (await device()).get('drafts', `${staffNo}/${place}`)
  return kept === undefined ? undefined : unseal<Draft>(await makeKey(keyName(staffNo), staffNo, null), kept)
}

/** Keeps what somebody is writing; undefined takes it away. */
export const keepDraft = async (staffNo: string, place: string, draft: unknown): Promise<void> => {
  const db = await device()
  const id = `${staffNo}/${place}`
  if (draft === undefined) await db.delete('drafts', id)
  else await db.put('drafts', await seal(await makeKey(keyName(staffNo), staffNo, null), draft), id)
}
