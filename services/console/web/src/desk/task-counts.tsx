import type { TaskListAnswer } from '@shouwang/console-api'
import { useTranslation } from '../words/i18n.ts'

/** What the workbench filters by, as the address names it. */
export const TASK_FILTERS = [
  'level',
  'due',
  'direction',
  'indicator',
  'region',
  'status',
  'assignee',
  'openedFrom',
  'openedTo',
  'q',
] as const
/** A filter by its name. */
export type FilterKey = (typeof TASK_FILTERS)[number]
/** The filters that are set. */
export type TaskFilters = { readonly [K in FilterKey]?: string }
/** Sets one of the filters, or takes it away. */
export type SetFilter = (key: FilterKey, value: string | undefined) => void

const LEVELS = ['red', 'orange', 'yellow', 'blue'] as const

type Props = {
  readonly filters: TaskFilters
  readonly counts: TaskListAnswer['counts'] | undefined
  readonly set: SetFilter
}

/** Counts that filter. */
export const TaskCounts = ({ filters, counts, set }: Props) => {
  const { t } = useTranslation()
  const toggle = (key: FilterKey, value: string) => set(key, filters[key] === value ? undefined : value)
  return (
    <div className="counts">
      {(['overdue', 'today'] as const).map((due) => (
        <button
          key={due}
          type="button"
          className="count"
          aria-pressed={filters.due === due}
          onClick={() => toggle('due', due)}
        >
          {t(due === 'overdue' ? 'filterOverdue' : 'filterToday')}
          <b className={due === 'overdue' && (counts?.overdue ?? 0) > 0 ? 'late' : ''}>{counts?.[due] ?? '–'}</b>
        </button>
      ))}
      {LEVELS.map((level) => (
        <button
          key={level}
          type="button"
          className={`count ${level}`}
          aria-pressed={filters.level === level}
          onClick={() => toggle('level', level)}
        >
          {t(`level_${level}`)}
          <b>{counts === undefined ? '–' : (counts.byLevel[level] ?? 0)}</b>
        </button>
      ))}
    </div>
  )
}
