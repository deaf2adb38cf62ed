import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { Role } from '@shouwang/console-api'
import { deleteSession, readRootRegion, readSession, readStaff, saveSession } from '@shouwang/postgres'
import type { Backend } from '../backend/backend.ts'
import { sharedCounter } from '../backend/shared-counter.ts'
import { ALL_REGIONS, type Person } from './access.ts'

/**
 * How people sign in. `demo` lists the seeded staff to pick from, without a password: only for a console that listens
 * on the loopback address. `staff-secret` asks for the staff number and the secret that `staffSecret` derives from the
 * instance's key, which the operator hands to each person.
 */
export type SignInMode = { readonly mode: 'demo' } | { readonly mode: 'staff-secret'; readonly key: string }

/** A person with no row in `staff.csv`; without a region, all that is kept. */
export type Seat = Omit<Person, 'region'> & { readonly region?: string }

/** City staff and administrators for a demonstration: departments' staff lists end at the district. */
export const DEMO_SEATS: readonly Seat[] = [
  { staffNo: 'S0001', name: '市级演示', role: 'city' },
  { staffNo: 'S0002', name: '数据演示', role: 'data' },
  { staffNo: 'S0003', name: '系统管理演示', role: 'system-admin' },
  { staffNo: 'S0004', name: '安全管理演示', role: 'security-admin' },
  { staffNo: 'S0005', name: '审计演示', role: 'auditor' },
]

const SESSION_MS = 12 * 60 * 60 * 1000
const MAX_ATTEMPTS = 5
const ATTEMPTS_SECONDS = 15 * 60

/** The role that a staff list means: our codes, or the words departments write. */
export const roleOf = (written: string): Role | undefined =>
  Role.options.find((role) => role === written) ?? ROLE_WORDS.find(([word]) => written.includes(word))?.[1]

const ROLE_WORDS: readonly (readonly [string, Role])[] = [
  ['网格员', 'grid-worker'],
  ['协理员', 'coordinator'],
  ['区级', 'district'],
  ['市级', 'city'],
  ['系统管理', 'system-admin'],
  ['安全', 'security-admin'],
  ['审计', 'auditor'],
  ['数据', 'data'],
]

/** The sign-in secret of one member of staff: twelve characters, the same each time for one key. */
export const staffSecret = (key: string, staffNo: string): string =>
  createHmac('sha256', key).update(`sign-in:${staffNo}`).digest('hex').slice(0, 12)

/** Who signs in, and whose a session or an operator token is. */
export const signIns = (
  backend: Backend,
  options: { readonly mode: SignInMode; readonly operatorToken?: string; readonly seats: readonly Seat[] },
) => {
  const attempts = sharedCounter(backend.sql, 'sign-in', ATTEMPTS_SECONDS)

  const personFor = async (staffNo: string): Promise<Person | undefined> => {
    const seat = options.seats.find((candidate) => candidate.staffNo === staffNo)
    if (seat !== undefined)
      return { ...seat, region: seat.region ?? (await readRootRegion(backend.sql)) ?? ALL_REGIONS }
    const row = await readStaff(backend.sql, staffNo)
    const role = row === undefined ? undefined : roleOf(row.role)
    return row === undefined || role === undefined ? undefined : { ...row, role }
  }

  return {
    mode: options.mode.mode,
    seats: options.seats,
    personFor,
    /** Starts a session, unless the staff number had five attempts in a quarter of an hour; `token` goes to the browser and nowhere else. */
    signIn: async (
      staffNo: string,
      secret: string | undefined,
    ): Promise<{ token: string; person: Person; maxAgeSeconds: number } | 'failed' | 'blocked'> => {
      // Counted before it is tried: of guesses that come all at once no more are tried either.
      if ((await attempts.penalty(staffNo)).consumedPoints > MAX_ATTEMPTS) return 'blocked'
      if (options.mode.mode === 'staff-secret' && !same(secret ?? '', staffSecret(options.mode.key, staffNo))) {
        return 'failed'
      }
      const person = await personFor(staffNo)
      if (person === undefined) return 'failed'
      const token = Buffer.from(backend.randomBytes(32)).toString('base64url')
      const expiresAt = instant(backend.nowMs() + SESSION_MS)
      await saveSession(backend.sql, { tokenHash: hashOf(token), staffNo, expiresAt }, instant(backend.nowMs()))
      await attempts.delete(staffNo)
      return { token, person, maxAgeSeconds: SESSION_MS / 1000 }
    },
    signOut: (token: string): Promise<void> => deleteSession(backend.sql, hashOf(token)),
    /** Whose session this is. */
    bySession: async (token: string): Promise<Person | undefined> => {
      const staffNo = await readSession(backend.sql, hashOf(token), instant(backend.nowMs()))
      return staffNo === undefined ? undefined : personFor(staffNo)
    },
    /** The operator at the machine, who may do what the data role may, everywhere. */
    byOperatorToken: (token: string): Person | undefined =>
      options.operatorToken !== undefined && same(token, options.operatorToken)
        ? { staffNo: 'operator', name: '本机操作员', role: 'operator', region: ALL_REGIONS }
        : undefined,
  }
}

export type SignIns = ReturnType<typeof signIns>

const instant = (ms: number): string => new Date(ms).toISOString()

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

const same = (given: string, expected: string): boolean =>
  timingSafeEqual(createHash('sha256').update(given).digest(), createHash('sha256').update(expected).digest())
