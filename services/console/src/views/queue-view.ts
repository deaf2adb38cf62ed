import { placeWords, visitArea, visitFactor } from '@shouwang/casework'
import { type FiringVerdict, isOver } from '@shouwang/contracts'
import { type HouseholdRow, readVisitRecord, type TaskRow } from '@shouwang/postgres'
import type { Backend } from '../backend/backend.ts'
import type { Person } from '../sign-in/access.ts'
import { indicatorNameFor } from './field-access.ts'
import { indicatorName } from './lead-view.ts'

/**
 * Why a task stands where it does when tasks are listed by score: the score, what visits of the last year made of leads like its
 * own, and whether somebody was there in vain. Nothing for checks and for tasks that are over: they have no place.
 */
export const queueReasons = async (
  backend: Backend,
  asker: Person,
  row: TaskRow,
  leads: readonly { readonly verdict: FiringVerdict; readonly cleared: boolean }[],
  household: HouseholdRow | undefined,
): Promise<string[]> => {
  if (row.direction === 'wrong' || isOver(row.status)) return []
  const counted = await readVisitRecord(backend.sql, visitArea(row.region))
  if (counted === undefined) return []
  const queue = backend.queueRulesOn(row.region, backend.today())
  const standing = leads.flatMap(({ verdict, cleared }) => (cleared ? [] : verdict))
  const known = {
    visitedBefore: row.visitedBefore,
    ring: household?.ring ?? ('unknown' as const),
    direction: row.direction,
  }
  const found = visitFactor(standing, known, counted.record, queue)
  const nameOf = (id: string) => indicatorNameFor(asker.role, indicatorName(backend, id), id)
  const { countedOn, record } = counted
  const score = household?.assessment.score ?? 0
  const place = { ...found, score, factor: row.visitFactor, all: record.all, countedOn }
  return placeWords(place, nameOf).map(({ zh }) => zh)
}
