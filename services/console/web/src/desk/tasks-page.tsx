import type { Me, TaskListAnswer } from '@shouwang/console-api'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { lazy, useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { get, queryOf } from '../api.ts'
import { ProblemNotice } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'
import { type Column, SHOWN_COLUMNS, useTaskColumns } from './task-columns.tsx'
import { TASK_FILTERS, TaskCounts, type TaskFilters } from './task-counts.tsx'
import { TaskTable } from './task-table.tsx'
import { WithComponents } from './with-components.tsx'
import './workbench.css'

const WorkbenchTools = lazy(() =>
  import('./workbench-tools.tsx').then((module) => ({ default: module.WorkbenchTools })),
)
const OtherFilters = lazy(() => import('./task-filters.tsx').then((module) => ({ default: module.OtherFilters })))
const BatchBar = lazy(() => import('./batch-bar.tsx').then((module) => ({ default: module.BatchBar })))
const TaskDrawer = lazy(() => import('./task-drawer.tsx').then((module) => ({ default: module.TaskDrawer })))

const PAGE = 50

/** The workbench: every task of the asker's regions in dense rows. Filters, order and columns live in the address. */
export const TasksPage = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { taskId } = useParams()
  const [search, setSearch] = useSearchParams()
  const [chosen, choose] = useState<readonly string[]>([])
  const filters = filtersIn(search)
  const sort = search.get('sort') ?? 'due'
  const order = search.get('order') === 'desc' ? 'desc' : 'asc'
  const page = Number(search.get('page') ?? 1)
  const found = queryOf({ ...filters, sort, order })
  const query = queryOf({ ...filters, sort, order, limit: PAGE, offset: (page - 1) * PAGE })
  const tasks = useQuery({
    queryKey: ['tasks', query],
    queryFn: () => get<TaskListAnswer>(`/tasks${query}`),
    placeholderData: keepPreviousData,
  })
  const set = (parts: Record<string, string | undefined>) => {
    choose([])
    setSearch(withParts(search, { page: undefined, ...parts }))
  }
  const at = (path: string) => navigate({ pathname: path, search: search.toString() })
  const shown = (search.get('cols')?.split(',') as Column[] | undefined) ?? SHOWN_COLUMNS
  const supervises = me.may.includes('reassign-tasks')
  const columns = useTaskColumns({
    ...{ today: me.today, shown },
    open: (id) => at(`/tasks/${encodeURIComponent(id)}`),
  })
  return (
    <div className="workbench">
      <header>
        <h1>{t('nav_tasks')}</h1>
        <span className="hint">{tasks.data === undefined ? '' : t('totalTasks', { total: tasks.data.total })}</span>
        <WithComponents>
          <WorkbenchTools
            shown={shown}
            setShown={(cols) => set({ cols: cols.join(',') })}
            {...(supervises ? { found } : {})}
          />
        </WithComponents>
      </header>
      <TaskCounts filters={filters} counts={tasks.data?.counts} set={(key, value) => set({ [key]: value })} />
      <div className="desk-filters">
        <WithComponents>
          <OtherFilters me={me} filters={filters} set={(key, value) => set({ [key]: value })} />
        </WithComponents>
      </div>
      <WithComponents>
        {chosen.length > 0 && <BatchBar chosen={chosen} over={() => choose([])} />}
        {taskId !== undefined && <TaskDrawer taskId={taskId} me={me} close={() => at('/tasks')} />}
      </WithComponents>
      {tasks.error !== null ? (
        <ProblemNotice error={tasks.error} retry={() => void tasks.refetch()} />
      ) : (
        <TaskTable
          tasks={tasks.data}
          columns={columns}
          {...{ sort, order, page, pageSize: PAGE }}
          sortBy={(by, next) => set({ sort: by, order: next })}
          turnTo={(next) => setSearch(withParts(search, { page: String(next) }))}
          {...(supervises ? { chosen, choose } : {})}
        />
      )}
    </div>
  )
}

const filtersIn = (search: URLSearchParams): TaskFilters =>
  Object.fromEntries(TASK_FILTERS.flatMap((key) => (search.has(key) ? [[key, search.get(key)]] : [])))

const withParts = (search: URLSearchParams, parts: Record<string, string | undefined>): URLSearchParams => {
  const next = new URLSearchParams(search)
  for (const [key, value] of Object.entries(parts)) {
    if (value === undefined || value === '') next.delete(key)
    else next.set(key, value)
  }
  return next
}
