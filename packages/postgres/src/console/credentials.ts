import { isoInstant, type Queryable } from '../engine/sql.ts'

/** With what one person signs in. Instants are ISO text. */
export type Credential = {
  readonly passwordHash: string | null
  readonly former: readonly string[]
  /** Up to when an issued password is good for the first sign-in; null once it was changed. */
  readonly issuedUntil: string | null
  readonly setAt: string
  readonly totpSealed: string | null
  readonly totpConfirmed: boolean
  readonly totpStep: number
  readonly revokedAt: string | null
}

/** The credential of one member of staff. */
export const readCredential = async (sql: Queryable, staffNo: string): Promise<Credential | undefined> =>
  (
    await sql.query<Credential>(
      `select password_hash as "passwordHash", former, ${isoInstant('issued_until')} as "issuedUntil",
         ${isoInstant('set_at')} as "setAt", totp_sealed as "totpSealed", totp_confirmed as "totpConfirmed",
         totp_step as "totpStep", ${isoInstant('revoked_at')} as "revokedAt"
       from credentials where staff_no = $1`,
      [staffNo],
    )
  )[0]

/** Gives a person a new password; the one before joins those that do not come again, of which `keep` are kept. */
export const savePassword = async (
  sql: Queryable,
  staffNo: string,
  password: {
    readonly hash: string
    readonly issuedUntil: string | null
    readonly now: string
    readonly keep: number
  },
): Promise<void> => {
  await sql.query(
    `insert into credentials (staff_no, password_hash, issued_until, set_at) values ($1, $2, $3, $4)
     on conflict (staff_no) do update set password_hash = excluded.password_hash, issued_until = excluded.issued_until,
       set_at = excluded.set_at, revoked_at = null,
       former = (array_remove(array_prepend(credentials.password_hash, credentials.former), null))[1:$5::int]`,
    [staffNo, password.hash, password.issuedUntil, password.now, password.keep],
  )
}

/** Sets a second factor that waits for its first code, or takes it away. */
export const saveSecondFactor = async (sql: Queryable, staffNo: string, sealed: string | null): Promise<void> => {
  await sql.query(
    'update credentials set totp_sealed = $2, totp_confirmed = false, totp_step = 0 where staff_no = $1',
    [staffNo, sealed],
  )
}

/** Takes the code of a time step, which then counts no more; false where it or a later one was taken before. */
export const takeTotpStep = async (sql: Queryable, staffNo: string, step: number): Promise<boolean> =>
  (
    await sql.query(
      'update credentials set totp_step = $2, totp_confirmed = true where staff_no = $1 and totp_step < $2 returning 1',
      [staffNo, step],
    )
  ).length > 0

/** Takes a person's means of signing in out of force; false where there were none. */
export const revokeCredential = async (sql: Queryable, staffNo: string, now: string): Promise<boolean> =>
  (
    await sql.query(
      `insert into credentials (staff_no, set_at, revoked_at)
         select staff_no, $2, $2 from staff where staff_no = $1
       on conflict (staff_no) do update set password_hash = null, totp_sealed = null, totp_confirmed = false,
         revoked_at = excluded.revoked_at
       returning 1`,
      [staffNo, now],
    )
  ).length > 0

/** Notes that a person signed in from an address. */
export const saveKnownAddress = async (
  sql: Queryable,
  { staffNo, address, now }: { readonly staffNo: string; readonly address: string; readonly now: string },
): Promise<void> => {
  await sql.query(
    `insert into known_addresses (staff_no, address, seen_at) values ($1, $2, $3)
     on conflict (staff_no, address) do update set seen_at = excluded.seen_at`,
    [staffNo, address, now],
  )
}

/** True where a person signed in from this address since an instant. */
export const isKnownAddress = async (
  sql: Queryable,
  { staffNo, address, since }: { readonly staffNo: string; readonly address: string; readonly since: string },
): Promise<boolean> =>
  (
    await sql.query('select 1 from known_addresses where staff_no = $1 and address = $2 and seen_at >= $3', [
      staffNo,
      address,
      since,
    ])
  ).length > 0

/** A member of staff with how he signs in, without any secret. */
export type AccountRow = {
  readonly staffNo: string
  readonly name: string
  readonly role: string
  readonly region: string
  readonly state: 'none' | 'issued' | 'active' | 'revoked'
  readonly setAt: string | null
  readonly secondFactor: boolean
  readonly sessions: number
}

/** Staff in a region with the state of their accounts, by number; `q` begins a number or a name. */
export const listAccounts = (sql: Queryable, within: string, q: string, limit: number): Promise<AccountRow[]> =>
  sql.query<AccountRow>(
    `select s.staff_no as "staffNo", s.name, s.role, s.region,
       case when c.revoked_at is not null then 'revoked' when c.password_hash is null then 'none'
         when c.issued_until is not null then 'issued' else 'active' end as state,
       ${isoInstant('c.set_at')} as "setAt", coalesce(c.totp_confirmed, false) as "secondFactor",
       (select count(*) from sessions e where e.staff_no = s.staff_no and e.expires_at > now()) as sessions
     from staff s left join credentials c on c.staff_no = s.staff_no
     where s.region like $1 || '%' and (starts_with(s.staff_no, $2) or starts_with(s.name, $2))
     order by s.staff_no limit ${limit}`,
    [within, q],
  )

/** How many members of staff have this role. */
export const countStaffOf = async (sql: Queryable, role: string): Promise<number> =>
  (await sql.query<{ many: number }>('select count(*) as many from staff where role = $1', [role]))[0]?.many ?? 0
