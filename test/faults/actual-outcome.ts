import type { PersonId } from '@shouwang/contracts'
import { type PersonRecord, wholeBook } from '@shouwang/household'
import { loadAround, type Sql } from '@shouwang/postgres'
import { assessmentsIn } from '../journeys/what-came-out.ts'
import type { Outcome } from './expected-outcome.ts'

const householdsAtOnce = 500

/** What the store holds at the end of a run. */
export const actualOutcome = async (sql: Sql): Promise<Outcome> => {
  const rows = await sql.query<{ household: string }>('select distinct household from persons order by household')
  const persons = new Map<PersonId, PersonRecord>()
  for (let at = 0; at < rows.length; at += householdsAtOnce) {
    const some = rows.slice(at, at + householdsAtOnce).map(({ household }) => household)
    const { neighbourhood } = await loadAround(sql, some)
    for (const [person, record] of neighbourhood.persons)
      persons.set(person, { ...record, book: wholeBook(record.book) })
  }
  return { persons, assessments: new Map(Object.entries(await assessmentsIn(sql))) }
}
