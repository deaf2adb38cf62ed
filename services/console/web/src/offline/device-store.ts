import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

/** Something that lies on the device, readable by its key alone. */
export type Sealed = { readonly iv: Uint8Array<ArrayBuffer>; readonly data: ArrayBuffer }

/** A key that never leaves the browser; `until` (epoch milliseconds) where it ends with a session. */
type DeviceKey = {
  readonly name: string
  readonly key: CryptoKey
  readonly staffNo: string
  readonly until: number | null
}

interface DeviceSchema extends DBSchema {
  keys: { key: string; value: DeviceKey }
  /** What the server answered, by path: for the term of the session. */
  answers: { key: string; value: Sealed }
  /** What somebody wrote and has not seen through; `owner` is a staff number. */
  outbox: { key: string; value: { readonly id: string; readonly owner: string; readonly sealed: Sealed } }
  /** What somebody is writing, by person and place. */
  drafts: { key: string; value: Sealed }
}

export type Device = IDBPDatabase<DeviceSchema>

let opened: Promise<Device> | undefined

/** The store of this device. Rejects where the browser keeps nothing, such as in some private windows. */
export const device = (): Promise<Device> => {
  opened ??= openDB<DeviceSchema>('shouwang', 1, {
    upgrade: (db) => {
      db.createObjectStore('keys', { keyPath: 'name' })
      db.createObjectStore('answers')
      db.createObjectStore('outbox', { keyPath: 'id' })
      db.createObjectStore('drafts')
    },
  })
  return opened
}

const ALGORITHM = { name: 'AES-GCM', length: 256 } as const
const IV_BYTES = 12

/** The key of this name; made, and never to be read out, where there is none yet. */
export const makeKey = async (name: string, staffNo: string, until: number | null): Promise<CryptoKey> => {
  const db = await device()
  const known = await db.get('keys', name)
  if (known !== undefined) return known.key
  const key = await crypto.subtle.generateKey(ALGORITHM, false, ['encrypt', 'decrypt'])
  await db.put('keys', { name, key, staffNo, until })
  return key
}

/** The key of this name, and whose it is; undefined where there is none. */
export const findKey = async (name: string): Promise<DeviceKey | undefined> => (await device()).get('keys', name)

/** A value as it lies on the device. */
export const seal = async (key: CryptoKey, value: unknown): Promise<Sealed> => {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
  const bytes = new TextEncoder().encode(JSON.stringify(value))
  return { iv, data: await crypto.subtle.encrypt({ name: ALGORITHM.name, iv }, key, bytes) }
}

/** The value that was sealed. Rejects under any other key. */
export const unseal = async <Value>(key: CryptoKey, { iv, data }: Sealed): Promise<Value> =>
  JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: ALGORITHM.name, iv }, key, data))) as Value
