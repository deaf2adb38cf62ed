import type { IndicatorAnswer, Me, StaffListAnswer, TaskItem, TaskListAnswer } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get, queryOf } from '../api.ts'

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
type FilterKey = (typeof TASK_FILTERS)[number]
export type TaskFilters = { readonly [K in FilterKey]?: string }
type Set = (key: FilterKey, value: string | undefined) => void

const LEVELS = ['red', 'orange', 'yellow', 'blue'] as const
const DIRECTIONS = ['missed', 'wrong', 'urgent'] as const
const STATUSES = ['open', 'accepted', 'closed', 'withdrawn'] as const satisfies readonly TaskItem['status'][]

type Props = { me: Me; filters: TaskFilters; counts: TaskListAnswer['counts'] | undefined; set: Set }

/** Counts that filter, and the other filters. */
export const TaskFilterBar = ({ me, filters, counts, set }: Props) => {
  const { t } = useTranslation()
  const toggle = (key: FilterKey, value: string) => set(key, filters[key] === value ? undefined : value)
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
      <OtherFilters me={me} filters={filters} set={set} />
    </>
  )
}

const OtherFilters = ({ me, filters, set }: { me: Me; filters: TaskFilters; set: Set }) => {
  const { t } = useTranslation()
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
  const select = (key: FilterKey, label: string, width: number, options: { value: string; label: string }[]) => (
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
        key={filters.q}
        defaultValue={filters.q}
        style={{ width: 170 }}
        placeholder={t('searchHousehold')}
        aria-label={t('searchHousehold')}
        onSearch={(value) => set('q', value.trim() === '' ? undefined : value.trim())}
      />
      {select(
        'direction',
        t('anyDirection'),
        110,
        DIRECTIONS.map((value) => ({ value, label: t(`direction_${value}`) })),
      )}
      {select(
        'indicator',
        t('anyIndicator'),
        140,
        (indicators.data?.indicators ?? []).map(({ id, name }) => ({ value: id, label: name })),
      )}
      {select(
        'region',
        t('anyRegion'),
        140,
        (regions.data?.regions ?? []).map(({ code, name, parent }) => ({
          value: code,
          label: parent === null || !nameOf.has(parent) ? name : `${nameOf.get(parent)}·${name}`,
        })),
      )}
      {select(
        'status',
        t('anyStatus'),
        100,
        STATUSES.map((value) => ({ value, label: t(`status_${value}`) })),
      )}
      <AssigneeFilter me={me} value={filters.assignee} set={(value) => set('assignee', value)} />
      {(['openedFrom', 'openedTo'] as const).map((key) => (
        <input
          key={key}
          type="date"
          aria-label={t(key)}
          title={t(key)}
          value={filters[key] ?? ''}
          onChange={({ target }) => set(key, target.value)}
        />
      ))}
    </div>
  )
}

/** Oneself, nobody, or any worker of the asker's regions. */
const AssigneeFilter = (props: { me: Me; value: string | undefined; set: (value: string | undefined) => void }) => {
  const { t } = useTranslation()
  const [q, setQ] = useState('')
  const staff = useQuery({
    queryKey: ['staff', q],
    queryFn: () => get<StaffListAnswer>(`/staff${queryOf({ q })}`),
    enabled: props.me.may.includes('reassign-tasks'),
    placeholderData: (before) => before,
  })
  return (
    <Select
      allowClear
      showSearch={{ filterOption: false, onSearch: setQ }}
      style={{ width: 110 }}
      placeholder={t('col_assignee')}
      aria-label={t('col_assignee')}
      popupMatchSelectWidth={260}
      value={props.value ?? null}
      onChange={(value: string | null | undefined) => props.set(value ?? undefined)}
      options={[
        { value: 'me', label: t('filterMine') },
        { value: 'none', label: t('unassigned') },
        ...(staff.data?.staff ?? []).map(({ staffNo, name, regionName, openTasks }) => ({
          value: staffNo,
          label: `${name} ${staffNo} · ${regionName} · ${t('openTasksOf', { count: openTasks })}`,
        })),
      ]}
    />
  )
}
