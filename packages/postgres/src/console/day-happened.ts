import type { DayHappened } from '@shouwang/casework'
import type { Day } from '@shouwang/contracts'
import type { Queryable } from '../engine/sql.ts'

/** What happened on one day within a region, and where no region is known: leads taken up, cases that cannot wait, aid. */
export const readDayHappened = async (
  sql: Queryable,
  { within, regionless, day }: { readonly within: string; readonly regionless: boolean; readonly day: Day },
): Promise<DayHappened> => {
  const place = `(x.region like $1 || '%' or ($2 and x.region is null))`
  const family = `x.household_no as "householdNo", x.region`
  const values = [within, regionless, day]
  const [leads, immediateCases, aid] = await Promise.all([
    sql.query<DayHappened['leads'][number]>(
      `select ${family}, x.task_id as "taskId", e.indicators
       from task_events e join tasks x on x.task_id = e.task_id
       where e.day = $3 and e.indicators is not null and x.status <> 'withdrawn' and ${place}
       order by x.task_id, e.seq`,
      values,
    ),
    sql.query<DayHappened['immediateCases'][number]>(
      `select ${family}, x.case_id as "caseId" from cases x
       where x.opened_on = $3 and x.class = 'immediate' and ${place} order by x.case_id`,
      values,
    ),
    sql.query<{ householdNo: string; region: string | null; amountFen: string | number }>(
      `select ${family}, sum(x.amount_fen)::bigint as "amountFen" from aid x
       where x.given_on = $3 and x.reversed_on is null and ${place} group by x.household_no, x.region
       order by 3 desc, x.household_no`,
      values,
    ),
  ])
  return { leads, immediateCases, aid: aid.map((row) => ({ ...row, amountFen: Number(row.amountFen) })) }
}
