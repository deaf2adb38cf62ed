import type { RegionCode, RegistryAgreement } from '@shouwang/contracts'
import { isoInstant, type Queryable } from '../engine/sql.ts'
import type { RegistryEvent } from './subscriptions.ts'

/** A key that reads the registry, with what its holder does with it. */
type RegistryPartner = {
  readonly name: string
  readonly region: RegionCode
  readonly agreement: RegistryAgreement
  readonly createdAt: string
  readonly expiresAt: string
  readonly revokedAt: string | null
  /** When it last asked for anything, by the audit. A key of the same name that was revoked before counts with it. */
  readonly lastUsed: string | null
  readonly subscriptions: readonly {
    readonly code: string
    readonly event: RegistryEvent
    readonly since: string
    readonly until: string | null
    /** Households that it was told of and that still fit. */
    readonly households: number
  }[]
  readonly waiting: number
  readonly failed: number
}

type Found = Omit<RegistryPartner, 'agreement' | 'subscriptions'> & {
  readonly agreement: string
  readonly subscriptions: string
}

/** Every partner that ever was, those in force first; subscriptions that ended are left out, and none belongs to a key that was revoked. */
export const readPartners = async (sql: Queryable): Promise<readonly RegistryPartner[]> =>
  (
    await sql.query<Found>(
      `select k.name, k.region, k.agreement, ${isoInstant('k.created_at')} as "createdAt", ${isoInstant('k.expires_at')} as "expiresAt",
         ${isoInstant('k.revoked_at')} as "revokedAt",
         (select ${isoInstant('a.at')} from audit a where a.who = 'key:' || k.name
            and a.at >= k.created_at and (k.revoked_at is null or a.at <= k.revoked_at) order by a.seq desc limit 1) as "lastUsed",
         case when k.revoked_at is null then (select coalesce(json_agg(json_build_object(
             'code', s.code, 'event', s.event, 'since', ${isoInstant('s.since')}, 'until', ${isoInstant('s.until')},
             'households', (select count(*) from registry_told t where t.code = s.code)) order by s.since, s.code), '[]')
           from registry_subscriptions s where s.partner = 'key:' || k.name and s.ended_at is null) else '[]' end::text as subscriptions,
         case when k.revoked_at is null then m.waiting else 0 end as waiting, case when k.revoked_at is null then m.failed else 0 end as failed
       from operator_keys k cross join lateral (
         select count(*) filter (where state = 'waiting')::int as waiting, count(*) filter (where state = 'failed')::int as failed
         from registry_messages where partner = 'key:' || k.name) m
       where k.agreement is not null
       order by k.revoked_at is not null, k.name, k.created_at`,
    )
  ).map(({ agreement, subscriptions, ...row }) => ({
    ...row,
    agreement: JSON.parse(agreement),
    subscriptions: JSON.parse(subscriptions),
  }))
