import { createHash, timingSafeEqual } from 'node:crypto'
import { Role } from '@shouwang/console-api'
import {
  type Credential,
  deleteSession,
  readCredential,
  readRootRegion,
  readSession,
  readStaff,
  type SessionRow,
  saveKnownAddress,
  saveSession,
  takeTotpStep,
} from '@shouwang/postgres'
import type { Backend } from '../backend/backend.ts'
import { ALL_REGIONS, type Person } from './access.ts'
import { signInAttempts } from './attempts.ts'
import { isPassword, PASSWORD_DAYS } from './passwords.ts'
import { stepOfCode } from './second-factor.ts'

/** Who must have a second factor: administrators and offices that see identifiers, everyone, or whoever wants one. */
type SecondFactorFor = 'offices' | 'everyone' | 'whoever-wants'

/**
 * How people sign in. `demo` lists the seeded staff to pick from, without a password: only for a console that listens
 * on the loopback address. `password` asks for the staff number, the person's own password and, where there is one, the
 * code of the second factor. An identity provider may stand beside passwords.
 */
export type SignInMode =
  | { readonly mode: 'demo' }
  | { readonly mode: 'password'; readonly secondFactor: SecondFactorFor }

/** A person with no row in `staff.csv`; without a region, all that is kept. */
export type Seat = Omit<Person, 'region'> & { readonly region?: string }

/** City staff and administrators for a demonstration: departments' staff lists end at the district. */
export const DEMO_SEATS: readonly Seat[] = [
  { staffNo: 'S0001', name: '市级演示', role: 'city' },
  { staffNo: 'S0002', name: '数据演示', role: 'data' },
  { staffNo: 'S0003', name: '系统管理演示', role: 'system-admin' },
  { staffNo: 'S0004', name: '安全管理演示', role: 'security-admin' },
  { staffNo: 'S0005', name: '审计演示', role: 'auditor' },
  { staffNo: 'S0006', name: '市级复核演示', role: 'city' },
  { staffNo: 'S0007', name: '住建部门演示', role: 'department', department: 'housing' },
  { staffNo: 'S0008', name: '医保部门演示', role: 'department', department: 'medical-insurance' },
]

/** How long a session lasts at most, and how long while nobody uses it. */
export const SESSION_MS = 12 * 60 * 60 * 1000
const IDLE_MS = 30 * 60 * 1000
const DAY_MS = 24 * 60 * 60 * 1000

/** From where somebody asks. */
export type From = { readonly address: string; readonly agent: string }

/** What a person must do before anything else: `password` is to be changed, a `second-factor` to be set up. */
export type MustFirst = 'password' | 'second-factor'

/** Whose session it is, and what he must do first. */
export type SignedIn = {
  readonly person: Person
  readonly sessionId: string
  readonly mustFirst: MustFirst | undefined
}

/** A started session; `token` goes to the browser and nowhere else. */
export type Started = SignedIn & { readonly token: string }

const OFFICES: readonly string[] = ['city', 'data', 'system-admin', 'security-admin', 'auditor']

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
  ['部门', 'department'],
]

type SignInOptions = { readonly mode: SignInMode; readonly operatorToken?: string; readonly seats: readonly Seat[] }

/** Who signs in, and whose a session or the token of the machine is. */
export const signIns = (backend: Backend, options: SignInOptions) => {
  const { sql } = backend
  const attempts = signInAttempts(sql, backend.nowMs)
  const { mode } = options

  const personFor = async (staffNo: string): Promise<Person | undefined> => {
    const seat = options.seats.find((candidate) => candidate.staffNo === staffNo)
    if (seat !== undefined) return { ...seat, region: seat.region ?? (await readRootRegion(sql)) ?? ALL_REGIONS }
    const row = await readStaff(sql, staffNo)
    const role = row === undefined ? undefined : roleOf(row.role)
    return row === undefined || role === undefined ? undefined : { ...row, role }
  }

  const mustFirst = async (person: Person, means: SessionRow['means']): Promise<MustFirst | undefined | 'out'> => {
    if (mode.mode === 'demo') return undefined
    const credential = await readCredential(sql, person.staffNo)
    if (credential !== undefined && credential.revokedAt !== null) return 'out'
    // The identity provider has its own rules of passwords and factors.
    if (means === 'oidc') return undefined
    if (means === 'demo' || credential === undefined) return 'out'
    if (credential.issuedUntil !== null || isOld(credential, backend.nowMs())) return 'password'
    return needsFactor(mode.secondFactor, person) && !credential.totpConfirmed ? 'second-factor' : undefined
  }

  const start = async (person: Person, means: SessionRow['means'], from: From): Promise<Started | undefined> => {
    const first = await mustFirst(person, means)
    if (first === 'out') return undefined
    const token = Buffer.from(backend.randomBytes(32)).toString('base64url')
    const sessionId = Buffer.from(backend.randomBytes(9)).toString('base64url')
    const [startedAt, expiresAt] = [instant(backend.nowMs()), instant(backend.nowMs() + SESSION_MS)]
    const agent = from.agent.slice(0, 200)
    const session = { tokenHash: hashOf(token), sessionId, staffNo: person.staffNo, means, startedAt, expiresAt }
    await saveSession(sql, { ...session, address: from.address, agent })
    await saveKnownAddress(sql, { staffNo: person.staffNo, address: from.address, now: startedAt })
    return { token, sessionId, person, mustFirst: first }
  }

  return {
    mode: mode.mode,
    seats: options.seats,
    personFor,
    /** Starts a session for somebody whom the identity provider named. */
    signInAs: async (staffNo: string, from: From): Promise<Started | 'failed'> => {
      const person = await personFor(staffNo)
      return (person === undefined ? undefined : await start(person, 'oidc', from)) ?? 'failed'
    },
    /** Starts a session, unless there were too many attempts. `code-needed` where the password is right and a code is not there. */
    signIn: async (
      { staffNo, secret = '', code }: { staffNo: string; secret?: string | undefined; code?: string | undefined },
      from: From,
    ): Promise<Started | 'failed' | 'blocked' | 'code-needed'> => {
      const who = { staffNo, address: from.address }
      // Counted before it is tried: of guesses that come all at once no more are tried either.
      if (await attempts.tooMany(who)) return 'blocked'
      if (mode.mode === 'password') {
        const checked = await checkCredential(backend, staffNo, secret, code)
        if (checked !== 'right') return checked
      }
      const person = await personFor(staffNo)
      const started = person === undefined ? undefined : await start(person, mode.mode, from)
      if (started !== undefined) await attempts.passed(who)
      return started ?? 'failed'
    },
    signOut: (token: string): Promise<void> => deleteSession(sql, hashOf(token)),
    /** Whose session this is. Without `touch` it does not count as used: a stream that stays open is no use. */
    bySession: async (token: string, touch = true): Promise<SignedIn | undefined> => {
      const [now, idleSince] = [instant(backend.nowMs()), instant(backend.nowMs() - IDLE_MS)]
      const session = await readSession(sql, hashOf(token), { now, idleSince, touch })
      if (session === undefined) return undefined
      const person = await personFor(session.staffNo)
      const first = person === undefined ? 'out' : await mustFirst(person, session.means)
      return person === undefined || first === 'out'
        ? undefined
        : { person, sessionId: session.sessionId, mustFirst: first }
    },
    /** The machine's own token: everything of an operator in a demonstration, else the first administrators alone. */
    byMachineToken: (token: string): Person | undefined =>
      options.operatorToken === undefined || !same(token, options.operatorToken)
        ? undefined
        : {
            staffNo: 'operator',
            name: '本机操作员',
            role: 'operator',
            region: ALL_REGIONS,
            ...(mode.mode === 'demo' ? {} : { only: ['set-up'] as const }),
          },
  }
}

export type SignIns = ReturnType<typeof signIns>

const checkCredential = async (
  backend: Backend,
  staffNo: string,
  secret: string,
  code: string | undefined,
): Promise<'right' | 'failed' | 'code-needed'> => {
  const credential = await readCredential(backend.sql, staffNo)
  if (!(await isPassword(secret, credential?.passwordHash ?? null)) || credential === undefined) return 'failed'
  if (credential.revokedAt !== null) return 'failed'
  if (credential.issuedUntil !== null && Date.parse(credential.issuedUntil) < backend.nowMs()) return 'failed'
  if (credential.totpSealed === null || !credential.totpConfirmed) return 'right'
  if (code === undefined || code === '') return 'code-needed'
  const step = stepOfCode(backend.cipher.open(credential.totpSealed, staffNo), code, backend.nowMs())
  return step !== undefined && (await takeTotpStep(backend.sql, staffNo, step)) ? 'right' : 'failed'
}

const isOld = ({ setAt }: Credential, nowMs: number): boolean => Date.parse(setAt) + PASSWORD_DAYS * DAY_MS < nowMs

const needsFactor = (who: SecondFactorFor, { role }: Person): boolean =>
  who === 'everyone' || (who === 'offices' && OFFICES.includes(role))

const instant = (ms: number): string => new Date(ms).toISOString()

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

const same = (given: string, expected: string): boolean =>
  timingSafeEqual(createHash('sha256').update(given).digest(), createHash('sha256').update(expected).digest())
