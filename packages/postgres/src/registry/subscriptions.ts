import type { RegionCode, RegistryAgreement, RegistryField } from '@shouwang/contracts'
import type { Condition } from '@shouwang/exchange'
import { isoInstant, type Queryable } from '../engine/sql.ts'
import { bound, conditionText, digestText } from './condition-text.ts'

/** What of the registry a subscriber is told of. */
export type RegistryEvent = 'REGISTER' | 'UPDATE' | 'DEREGISTER'

/** What a system asked to be told of. */
export type Subscription = {
  readonly code: string
  /** The name of its key. */
  readonly partner: string
  readonly event: RegistryEvent
  readonly entity: 'Group' | 'Member'
  readonly condition: Condition
  readonly transactionId: string
  readonly since: string
  readonly until: string | null
}

/** How a household differs from what a subscriber was told. */
export type Change = { readonly household: string; readonly event: RegistryEvent; readonly digest: string | null }

/** Households of a subscription at most: more is a copy of the registry. */
export const MOST_WATCHED = 10_000

/** Keeps a subscription, and what its households are like now. False where the partner has the same one already. */
export const saveSubscription = async (
  tx: Queryable,
  subscription: Subscription,
  about: { readonly within: string; readonly fields: readonly RegistryField[] },
): Promise<boolean> => {
  const { code, partner, event, entity, condition, transactionId, since, until } = subscription
  const kept = await tx.query(
    `insert into registry_subscriptions (code, partner, event, entity, condition, transaction_id, since, until, looked_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $7) on conflict do nothing returning 1`,
    [code, partner, event, entity, JSON.stringify(condition), transactionId, since, until],
  )
  if (kept.length === 0) return false
  const to = bound()
  await tx.query(
    `insert into registry_told (code, household, digest)
     select ${to.bind(code)}, h.household, ${digestText(about.fields)} from households h
     where h.region like ${to.bind(`${about.within}%`)} and ${conditionText(condition, to)}`,
    to.values,
  )
  return true
}

/** Ends a subscription of a partner: `unknown` where it has none of this code. */
export const endSubscription = async (
  sql: Queryable,
  partner: string,
  code: string,
  now: string,
): Promise<'ended' | 'ended-before' | 'unknown'> => {
  const [found] = await sql.query<{ ended: boolean }>(
    'select ended_at is not null as ended from registry_subscriptions where partner = $1 and code = $2',
    [partner, code],
  )
  if (found === undefined) return 'unknown'
  if (found.ended) return 'ended-before'
  await sql.query('update registry_subscriptions set ended_at = $3 where partner = $1 and code = $2', [
    partner,
    code,
    now,
  ])
  await sql.query('delete from registry_told where code = $1', [code])
  return 'ended'
}

/** A subscription with the key that it is told under. */
export type Watched = Subscription & {
  readonly region: RegionCode
  readonly agreement: RegistryAgreement
  readonly keyHash: string
}

/**
 * The next subscription that nobody looked at since `before`, locked until the transaction ends and noted as looked at; those of
 * keys that are no more in force, and those that are over, are passed by.
 */
export const nextWatched = async (tx: Queryable, before: string, now: string): Promise<Watched | undefined> => {
  const [row] = await tx.query<Omit<Watched, 'condition' | 'agreement'> & { condition: string; agreement: string }>(
    `update registry_subscriptions s set looked_at = $2
     from operator_keys k
     where s.code = (
         select i.code from registry_subscriptions i join operator_keys o on i.partner = 'key:' || o.name
         where i.ended_at is null and i.looked_at <= $1 and i.since <= $2 and (i.until is null or i.until > $2)
           and o.revoked_at is null and o.expires_at > $2 and o.agreement is not null
         order by i.looked_at, i.code limit 1 for update of i skip locked)
       and s.partner = 'key:' || k.name and k.revoked_at is null and k.expires_at > $2
     returning s.code, s.partner, s.event, s.entity, s.condition, s.transaction_id as "transactionId",
       ${isoInstant('s.since')} as since, ${isoInstant('s.until')} as until, k.region, k.agreement, k.key_hash as "keyHash"`,
    [before, now],
  )
  return row === undefined
    ? undefined
    : { ...row, condition: JSON.parse(row.condition), agreement: JSON.parse(row.agreement) }
}

/** What differs from what a subscriber was told, at most `limit` households; they count as told. */
export const takeChanges = async (
  tx: Queryable,
  { code, condition }: Pick<Subscription, 'code' | 'condition'>,
  about: { readonly within: string; readonly fields: readonly RegistryField[]; readonly limit: number },
): Promise<readonly Change[]> => {
  const to = bound()
  const own = to.bind(code)
  const changes = await tx.query<Change>(
    `with seen as (
       select h.household, ${digestText(about.fields)} as digest from households h
       where h.region like ${to.bind(`${about.within}%`)} and ${conditionText(condition, to)}
     ), told as (select household, digest from registry_told where code = ${own})
     select coalesce(seen.household, told.household) as household, seen.digest,
       case when told.household is null then 'REGISTER' when seen.household is null then 'DEREGISTER' else 'UPDATE' end as event
     from seen full join told on told.household = seen.household
     where seen.digest is distinct from told.digest
     order by 1 limit ${about.limit}`,
    to.values,
  )
  const [gone, now] = [changes.filter(({ digest }) => digest === null), changes.filter(({ digest }) => digest !== null)]
  await tx.query('delete from registry_told where code = $1 and household = any($2)', [
    code,
    gone.map(({ household }) => household),
  ])
  await tx.query(
    `insert into registry_told (code, household, digest) select $1, t.household, t.digest
     from unnest($2::text[], $3::text[]) t(household, digest)
     on conflict (code, household) do update set digest = excluded.digest`,
    [code, now.map(({ household }) => household), now.map(({ digest }) => digest)],
  )
  return changes
}
