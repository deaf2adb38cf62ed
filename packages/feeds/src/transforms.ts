import type { Pseudonymiser } from '@shouwang/identity'
import { type CellRefusal, refuseCell } from './refusal.ts'

/** Computes one value from others, in the order that the catalogue's `of` lists them. */
export type Transform = {
  readonly reads: string
  readonly minimum: number
  /** A value of the kind it gives, with which the catalogue is checked against the event's schema. */
  readonly specimen: unknown
  readonly compute: (values: readonly unknown[], identity: Pseudonymiser) => unknown | CellRefusal
}

const fen = (value: unknown): number => (typeof value === 'number' ? value : 0)

/** A refund is flagged, or its total is negative (docs/domain.md §5.3: refunds arrive as negative or flagged rows). */
const refund: Transform['compute'] = ([flag, total]) => flag === true || fen(total) < 0

/**
 * Amounts added up and signed by the refund flag: a refund takes away, whichever sign it was sent with, and a
 * settlement that is none has nothing below zero.
 */
const settlementAmount: Transform['compute'] = ([isRefund, ...amounts]) => {
  let sum = 0
  for (const amount of amounts) {
    if (isRefund !== true && fen(amount) < 0) return refuseCell('bad-amount')
    sum += Math.abs(fen(amount))
  }
  if (!Number.isSafeInteger(sum)) return refuseCell('bad-amount')
  return isRefund === true && sum !== 0 ? -sum : sum
}

/**
 * 个人自负合规费用: inscp_scp_amt less every protection (统筹, 大病, 职工大额, 公务员, 医疗救助, 其他), never less
 * than nothing; 自费 stays out (docs/domain.md §5.3, working definition on the national interface [S75]).
 */
const inScopeSelfPaid: Transform['compute'] = ([isRefund, inScope, ...protections]) => {
  const all = settlementAmount([isRefund, inScope], identityFree)
  const covered = settlementAmount([isRefund, ...protections], identityFree)
  if (typeof all !== 'number' || typeof covered !== 'number') return refuseCell('bad-amount')
  const paid = Math.max(0, Math.abs(all) - Math.abs(covered))
  return isRefund === true && paid !== 0 ? -paid : paid
}

const identityFree: Pseudonymiser = {
  person: () => {
    throw new Error('amounts have no person')
  },
  keyed: () => {
    throw new Error('amounts have no name')
  },
  identifier: () => {
    throw new Error('amounts have no number of their own')
  },
}

/** The number of the settlement that a refund undoes; none for other rows. */
const refundOf: Transform['compute'] = ([isRefund, original]) => (isRefund === true ? (original ?? null) : null)

/** One key for two people, whoever is named first. */
const couple: Transform['compute'] = (persons, identity) =>
  persons.some((person) => person === null) ? null : identity.keyed('couple', persons.map(String).sort().join('|'))

/** The first value that is there. */
const first: Transform['compute'] = (values) => values.find((value) => value !== null) ?? null

/** Addresses of many strangers, none of which is a family's door. */
const sharedPlaces = /宿舍|集体|公司|厂|工地|工棚|酒店|宾馆|旅馆|招待所|学校|医院|市场|养老院|福利院|救助站/
/** A house or flat is numbered down to its door. */
const endsAtDoor = /\d(?:号|室|户|房)?$/

/**
 * The pseudonym of the door that an address names, the same however its digits and blanks are written; null for dormitories and
 * other places of many, and where the address stops before a door.
 */
const dwelling: Transform['compute'] = ([region, address], identity) => {
  if (typeof address !== 'string') return null
  const door = address
    .normalize('NFKC')
    .replace(/[\s,，。、()（）#]/g, '')
    .toUpperCase()
  if (!endsAtDoor.test(door) || sharedPlaces.test(door)) return null
  return `d_${identity.keyed('dwelling', `${String(region ?? '')}|${door}`)}`
}

/**
 * The closed list of computed values. What a department's layout needs beyond its columns is written here, with its
 * source; the catalogue only names it.
 */
export const transforms = {
  dwelling: { reads: 'region, address', minimum: 2, specimen: `d_${'0'.repeat(16)}`, compute: dwelling },
  couple: { reads: 'two persons', minimum: 2, specimen: 'key', compute: couple },
  refund: { reads: 'refund flag, total', minimum: 2, specimen: true, compute: refund },
  'settlement-amount': { reads: 'refund, amounts', minimum: 2, specimen: 0, compute: settlementAmount },
  'in-scope-self-paid': { reads: 'refund, in scope, protections', minimum: 3, specimen: 0, compute: inScopeSelfPaid },
  'refund-of': { reads: 'refund, original number', minimum: 2, specimen: 'number', compute: refundOf },
  first: { reads: 'values of one kind', minimum: 2, specimen: undefined, compute: first },
} as const satisfies Record<string, Transform>

export type TransformName = keyof typeof transforms
export const transformNames = Object.keys(transforms) as TransformName[]
