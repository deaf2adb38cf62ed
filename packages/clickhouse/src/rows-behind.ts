import type { ChangeEventType, PersonId } from '@shouwang/contracts'
import { keptSourceKey } from './kept-source-key.ts'
import type { WarehouseClient } from './warehouse-client.ts'

/** A statement of a department, as a fact names it. */
export type Statement = { readonly person: PersonId; readonly type: ChangeEventType; readonly sourceKey: string }

/** The row that stated it last: its delivery, and its place in it from 1; null for what has no place. */
export type StatedRow = Statement & { readonly delivery: string; readonly rowNo: number | null }

/** The rows behind statements, as far as the warehouse has copied them. */
export const rowsBehind = async (
  client: WarehouseClient,
  statements: readonly Statement[],
): Promise<readonly StatedRow[]> => {
  if (statements.length === 0) return []
  const keys = new Map(statements.map(({ person, sourceKey }) => [keptSourceKey(person, sourceKey), sourceKey]))
  const params = {
    persons: [...new Set(statements.map(({ person }) => person))],
    types: [...new Set(statements.map(({ type }) => type))],
    keys: [...keys.keys()],
  }
  const answer = await client.query({ query, query_params: params, format: 'JSONEachRow' })
  const rows = await answer.json<Omit<Statement, 'sourceKey'> & { key: string; eventId: string; delivery: string }>()
  return rows.map(({ key, eventId, ...row }) => {
    const place = Number(eventId.slice(row.delivery.length + 1).split('/')[0])
    return { ...row, sourceKey: keys.get(key) ?? '', rowNo: Number.isInteger(place) && place > 0 ? place : null }
  })
}

const query = `
  select subject as person, type, source_key as key,
    argMax(event_id, (revision, retracted)) as eventId, argMax(delivery, (revision, retracted)) as delivery
  from change_events
  where subject in {persons:Array(String)} and type in {types:Array(String)} and source_key in {keys:Array(String)}
  group by subject, type, source_key`
