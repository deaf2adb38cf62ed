import type { AuditLine, IntakeKey, Sql } from '@shouwang/postgres'
import type { Person } from '../sign-in/access.ts'
import type { From, SignedIn } from '../sign-in/sign-in.ts'

/** What only the handler of a request knows of it, for the audit. */
type Told = Partial<Pick<AuditLine, 'who' | 'role' | 'region' | 'subject' | 'whom' | 'fields' | 'task' | 'purpose'>>

/** What a request carries once it is known who asks, and from where. */
export type ConsoleEnv = {
  Variables: { sql: Sql; person: Person; from: From; sender?: IntakeKey; signedIn?: SignedIn; told?: Told }
}
