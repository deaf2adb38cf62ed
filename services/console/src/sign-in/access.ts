import type { Action, AskerRole } from '@shouwang/console-api'
import { type Department, type RegionCode, type RegistryAgreement, regionPrefix } from '@shouwang/contracts'

/** Stands for every region: the operator at the machine itself. */
export const ALL_REGIONS: RegionCode = '000000000000'

/** Who is asking. `region` is the root of the subtree that this person may see. */
export type Person = {
  readonly staffNo: string
  readonly name: string
  readonly role: AskerRole
  readonly region: RegionCode
  /** Of the role `department`: which office, and the organisation's name where it is one. */
  readonly department?: Department | null
  readonly unit?: string | null
  /** What a key was made for; a person has all that the role may. */
  readonly only?: readonly Action[]
  /** What was agreed with the system that holds the key and reads the registry; `keyHash` is known to both sides alone. */
  readonly partner?: { readonly agreement: RegistryAgreement; readonly keyHash: string }
}

const CASEWORK = ['grid-worker', 'coordinator', 'district', 'city'] as const

/**
 * Everything the console lets someone do, and which roles may. Duties that could hide each other are apart (三权分立): who
 * proposes staff does not confirm them, who sends rows does not make keys, and who reads the audit does nothing else.
 */
const ACTIONS = {
  'read-tasks': [...CASEWORK, 'operator'],
  'work-tasks': ['grid-worker', 'coordinator', 'district'],
  'note-tasks': CASEWORK,
  'reassign-tasks': ['coordinator', 'district', 'city'],
  'read-cases': [...CASEWORK, 'operator'],
  'work-cases': CASEWORK,
  'read-referrals': [...CASEWORK, 'department', 'operator'],
  'answer-referrals': ['department'],
  'hold-conferences': ['coordinator', 'district', 'city'],
  'read-conferences': ['coordinator', 'district', 'city', 'operator'],
  'read-publicity': [...CASEWORK, 'operator'],
  'keep-publicity': CASEWORK,
  'read-official-kin': ['district', 'city', 'auditor', 'operator'],
  'record-official-kin': ['district', 'city'],
  'draw-lists': ['district', 'city'],
  'read-lists': ['district', 'city', 'department', 'operator'],
  'help-from-lists': ['department'],
  'read-registry': ['operator'],
  'read-aid': ['coordinator', 'district', 'city', 'data', 'auditor', 'operator'],
  'manage-funds': ['district', 'city'],
  'read-explanations': [...CASEWORK, 'operator'],
  'unmask-contact': CASEWORK,
  'unmask-id-number': ['district', 'city'],
  'ask-corrections': CASEWORK,
  'read-corrections': ['district', 'city', 'data', 'operator'],
  'answer-corrections': ['data', 'operator'],
  'read-feeds': ['district', 'city', 'data', 'system-admin', 'operator'],
  'send-records': ['data', 'operator'],
  'draft-feeds': ['data'],
  'manage-keys': ['system-admin', 'operator'],
  'read-quarantine': ['city', 'data', 'operator'],
  'open-quarantine': ['city', 'data', 'operator'],
  'mend-quarantine': ['data', 'operator'],
  'read-reference': [...CASEWORK, 'data', 'system-admin', 'security-admin', 'operator'],
  'read-reports': ['coordinator', 'district', 'city', 'data', 'operator'],
  'read-ledger': ['city', 'data', 'operator'],
  'simulate-policy': ['district', 'city', 'operator'],
  'propose-policy': ['district', 'city'],
  'decide-policy': ['city'],
  'manage-staff': ['system-admin'],
  'read-proposals': ['district', 'city', 'data', 'system-admin', 'security-admin'],
  'decide-staff': ['security-admin'],
  'decide-disclosure': ['city'],
  'set-up': ['operator'],
  'read-retention': ['city', 'data', 'auditor', 'operator'],
  'manage-retention': ['city'],
  'decide-retention': ['city'],
  'read-audit': ['auditor'],
} as const satisfies Record<Action, readonly AskerRole[]>

/** True when this role may do this. */
export const may = (role: AskerRole, action: Action): boolean =>
  (ACTIONS[action] as readonly AskerRole[]).includes(role)

/** True when this person may do this: the role may, and a key was made for it. */
export const personMay = (person: Person, action: Action): boolean =>
  may(person.role, action) && (person.only === undefined || person.only.includes(action))

/** The actions a person may do, for screens that leave out what is not theirs. */
export const actionsOf = (person: Person): readonly Action[] =>
  (Object.keys(ACTIONS) as Action[]).filter((action) => personMay(person, action))

/** Roles that see the risk and the reason, but no diagnosis, balance, term or other sensitive detail (PIPL 6, 28). */
export const seesDetails = (role: AskerRole): boolean => role === 'district' || role === 'city' || role === 'operator'

/** The leading digits of every region this person may see; empty sees all. */
export const regionsOf = (person: Person): string => (person.region === ALL_REGIONS ? '' : regionPrefix(person.region))

/** A household whose region nobody stated belongs to the city. */
export const seesRegionless = (person: Person): boolean =>
  person.role === 'city' || person.role === 'data' || person.role === 'operator'

/** True when a household in `region` is this person's business. */
export const seesRegion = (person: Person, region: RegionCode | null): boolean =>
  region === null ? seesRegionless(person) : region.startsWith(regionsOf(person))
