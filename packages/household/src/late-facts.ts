import type { ChangeEventType } from '@shouwang/contracts'
import type { Facts, KnownFact } from './profile.ts'

/** Facts of which it is known without unpacking them that none is doubtful. */
const undoubted = new WeakSet<Facts>()

/** True where nothing needs to be unpacked to know that none of these facts is doubtful. */
export const surelyUndoubted = (facts: Facts): boolean => undoubted.has(facts)

/**
 * Facts that are unpacked type by type when they are first asked for: who reads little of many people, as a simulation does,
 * pays for what he reads. They say the same as facts that were unpacked at once; a type of which all facts are retracted is
 * there and undefined.
 *
 * @param types what unpacks the known facts of each type, in the order of their keys
 * @param mayDoubt false where it is known that none of them is doubtful
 */
export const lateFacts = (
  types: ReadonlyMap<ChangeEventType, () => readonly KnownFact[]>,
  mayDoubt: boolean,
): Facts => {
  const facts = {}
  for (const [type, unpack] of types) defineLate(facts, type, unpack)
  if (!mayDoubt) undoubted.add(facts)
  return facts
}

const defineLate = (facts: object, type: ChangeEventType, unpack: () => readonly KnownFact[]): void => {
  let known: readonly KnownFact[] | undefined
  let isUnpacked = false
  Object.defineProperty(facts, type, {
    enumerable: true,
    get: () => {
      if (!isUnpacked) {
        const unpacked = unpack()
        known = unpacked.length === 0 ? undefined : unpacked
        isUnpacked = true
      }
      return known
    },
  })
}
