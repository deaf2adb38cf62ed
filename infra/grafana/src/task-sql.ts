import { countedOutcomes } from '@shouwang/casework'

const quoted = (codes: readonly string[]): string => codes.map((code) => `'${code}'`).join(', ')

/** Outcomes that say that a lead was right, and that it was wrong; the others say neither. */
export const confirmed = quoted(countedOutcomes.confirming)
export const refuted = quoted(countedOutcomes.refuting)

/** The chosen span of days, the last of them no later than today. */
export const from = `toDate($__fromTime, 'Asia/Shanghai')`
export const until = `least(toDate($__toTime, 'Asia/Shanghai'), toDate(now(), 'Asia/Shanghai'))`

/** Every task as it stood at the end of the span, within the chosen district. */
export const tasks = `
with tasks as (
  select task_id,
    anyIf(household, type = 'TaskOpened') as family,
    anyIf(direction, type = 'TaskOpened') as way,
    argMaxIf(region, seq, region != '') as place,
    argMaxIf(level, seq, level != '') as gravity,
    argMaxIf(assignee, seq, type in ('TaskOpened', 'TaskAssigned')) as worker,
    argMaxIf(due_on, seq, due_on is not null) as due,
    minIf(day, type = 'TaskOpened') as opened,
    countIf(closes) > countIf(reopens) as over,
    countIf(type = 'TaskWithdrawn') > 0 as withdrawn,
    maxIf(day, closes) as ended
  from task_events final
  where day <= ${until}
  group by task_id
  having match(place, '^(\${district})')
)`

/** Leaves out results that were taken back; `told` is the history. */
export const standing = `(told.task_id, told.seq) not in (select task_id, undoes from task_events final where type = 'OutcomeUndone')`
