import type { IndicatorAnswer, TaskItem, TaskListAnswer } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { get } from '../api.ts'

export type TaskFilters = {
  level?: string
  due?: string
  direction?: string
  indicator?: string
  region?: string
  status?: string
  assignee?: string
  q?: string
}

const LEVELS = ['red', 'orange', 'yellow', 'blue'] as const
const DIRECTIONS = ['missed', 'wrong', 'urgent'] as const
const STATUSES = ['open', 'accepted', 'closed', 'withdrawn'] as const satisfies readonly TaskItem['status'][]

type Props = {
  filters: TaskFilters
  counts: TaskListAnswer['counts'] | undefined
  change: (filters: TaskFilters) => void
}

/** Counts that filter, and the other filters. */
export const TaskFilterBar = ({ filters, counts, change }: Props) => {
  const { t } = useTranslation()
  const set = (key: keyof TaskFilters, value: string | undefined) => change(withValue(filters, key, value))
  const toggle = (key: keyof TaskFilters, value: string) => set(key, filters[key] === value ? undefined : value)
  return (
    <>
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
      <OtherFilters filters={filters} set={set} />
    </>
  )
}

const OtherFilters = (props: {
  filters: TaskFilters
  set: (key: keyof TaskFilters, value: string | undefined) => void
}) => {
  const { t } = useTranslation()
  const { filters, set } = props
  const indicators = useQuery({
    queryKey: ['indicators'],
    queryFn: () => get<{ indicators: IndicatorAnswer[] }>('/indicators'),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const regions = useQuery({
    queryKey: ['regions'],
    queryFn: () => get<{ regions: { code: string; name: string; parent: string | null }[] }>('/regions'),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const select = (
    key: keyof TaskFilters,
    label: string,
    width: number,
    options: { value: string; label: string }[],
  ) => (
    <Select
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width }}
      placeholder={label}
      aria-label={label}
      value={filters[key] ?? null}
      onChange={(value: string | null | undefined) => set(key, value ?? undefined)}
      options={options}
    />
  )
  const nameOf = new Map(regions.data?.regions.map(({ code, name }) => [code, name]))
  return (
    <div className="desk-filters">
      <Input.Search
        allowClear
        style={{ width: 210 }}
        placeholder={t('searchHousehold')}
        aria-label={t('searchHousehold')}
        onSearch={(value) => set('q', value.trim() === '' ? undefined : value.trim())}
      />
      {select(
        'direction',
        t('anyDirection'),
        130,
        DIRECTIONS.map((value) => ({ value, label: t(`direction_${value}`) })),
      )}
      {select(
        'indicator',
        t('anyIndicator'),
        210,
        (indicators.data?.indicators ?? []).map(({ id, name }) => ({ value: id, label: name })),
      )}
      {select(
        'region',
        t('anyRegion'),
        210,
        (regions.data?.regions ?? []).map(({ code, name, parent }) => ({
          value: code,
          label: parent === null || !nameOf.has(parent) ? name : `${nameOf.get(parent)}·${name}`,
        })),
      )}
      {select(
        'status',
        t('anyStatus'),
        120,
        STATUSES.map((value) => ({ value, label: t(`status_${value}`) })),
      )}
      {select('assignee', t('col_assignee'), 110, [{ value: 'me', label: t('filterMine') }])}
    </div>
  )
}

const withValue = (filters: TaskFilters, key: keyof TaskFilters, value: string | undefined): TaskFilters => {
  const { [key]: _, ...others } = filters
  return value === undefined ? others : { ...others, [key]: value }
}
