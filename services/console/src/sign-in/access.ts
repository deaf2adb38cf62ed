import type { Action, Role } from '@shouwang/console-api'
import { type RegionCode, regionPrefix } from '@shouwang/contracts'

/** Stands for every region: the operator at the machine itself. */
export const ALL_REGIONS: RegionCode = '000000000000'

/** Who is asking. `region` is the root of the subtree that this person may see. */
export type Person = {
  readonly staffNo: string
  readonly name: string
  readonly role: Role
  readonly region: RegionCode
}

/** Everything the console lets someone do, and which roles may. Routes ask this table and nothing else. */
const ACTIONS = {
  'read-tasks': ['grid-worker', 'coordinator', 'district', 'city', 'data'],
  'work-tasks': ['grid-worker', 'coordinator', 'district'],
  'note-tasks': ['grid-worker', 'coordinator', 'district', 'city'],
  'reassign-tasks': ['coordinator', 'district', 'city'],
  'read-cases': ['grid-worker', 'coordinator', 'district', 'city'],
  'work-cases': ['grid-worker', 'coordinator', 'district', 'city'],
  'read-aid': ['coordinator', 'district', 'city', 'data'],
  'manage-funds': ['district', 'city'],
  'read-explanations': ['grid-worker', 'coordinator', 'district', 'city', 'data'],
  'unmask-contact': ['grid-worker', 'coordinator', 'district', 'city'],
  'unmask-id-number': ['district', 'city'],
  'read-feeds': ['district', 'city', 'data'],
  'send-records': ['data'],
  'manage-keys': ['data'],
  'read-quarantine': ['city', 'data'],
  'mend-quarantine': ['data'],
  'read-reference': ['grid-worker', 'coordinator', 'district', 'city', 'data'],
  'read-reports': ['coordinator', 'district', 'city', 'data'],
  'read-ledger': ['city', 'data'],
  'simulate-policy': ['district', 'city'],
} as const satisfies Record<Action, readonly Role[]>

/** True when this role may do this. */
export const may = (role: Role, action: Action): boolean => (ACTIONS[action] as readonly Role[]).includes(role)

/** The actions a role may do, for screens that leave out what is not theirs. */
export const actionsOf = (role: Role): readonly Action[] =>
  (Object.keys(ACTIONS) as Action[]).filter((action) => may(role, action))

/** Roles that see the risk and the reason, but no diagnosis, balance, term or other sensitive detail (PIPL 6, 28). */
export const seesDetails = (role: Role): boolean => role === 'district' || role === 'city' || role === 'data'

/** The leading digits of every region this person may see; empty sees all. */
export const regionsOf = (person: Person): string => (person.region === ALL_REGIONS ? '' : regionPrefix(person.region))

/** A household whose region nobody stated belongs to the city. */
export const seesRegionless = (person: Person): boolean => person.role === 'city' || person.role === 'data'

/** True when a household in `region` is this person's business. */
export const seesRegion = (person: Person, region: RegionCode | null): boolean =>
  region === null ? seesRegionless(person) : region.startsWith(regionsOf(person))
