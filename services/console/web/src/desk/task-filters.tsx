import type { IndicatorAnswer, Me, StaffListAnswer, TaskItem } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { get, queryOf } from '../api.ts'
import { useTranslation } from '../words/i18n.ts'
import type { FilterKey, SetFilter, TaskFilters } from './task-counts.tsx'

const DIRECTIONS = ['missed', 'wrong', 'urgent'] as const
const STATUSES = ['open', 'accepted', 'closed', 'withdrawn'] as const satisfies readonly TaskItem['status'][]

/** What is looked for is a household number; all else is looked for where nothing comes into the address. */
const isHouseholdNo = (words: string): boolean => /^\d{0,17}$/.test(words) && !/^1[3-9]\d{9}$/.test(words)

/** The filters of the workbench beside its counts. */
export const OtherFilters = ({ me, filters, set }: { me: Me; filters: TaskFilters; set: SetFilter }) => {
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
  const navigate = useNavigate()
  const search = (words: string) => {
    const asked = words.replace(/\s/g, '')
    if (isHouseholdNo(asked)) set('q', asked === '' ? undefined : asked)
    else navigate('/households', { state: { words: asked } })
  }
  const nameOf = new Map(regions.data?.regions.map(({ code, name }) => [code, name]))
  return (
    <>
      <Input.Search
        allowClear
        key={filters.q}
        defaultValue={filters.q}
        style={{ width: 170 }}
        placeholder={t('searchHousehold')}
        aria-label={t('searchHousehold')}
        onSearch={search}
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
    </>
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
