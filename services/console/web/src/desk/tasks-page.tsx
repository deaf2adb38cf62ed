import type { Me, TaskItem, TaskListAnswer } from '@shouwang/console-api'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Popover, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { get, queryOf } from '../api.ts'
import { EmptyNotice, ProblemNotice } from '../parts/notices.tsx'
import { BatchBar } from './batch-bar.tsx'
import { SavedViews } from './saved-views.tsx'
import { COLUMNS, type Column, SHOWN_COLUMNS, useTaskColumns } from './task-columns.tsx'
import { TaskDrawer } from './task-drawer.tsx'
import { TASK_FILTERS, TaskFilterBar, type TaskFilters } from './task-filters.tsx'
import './workbench.css'

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
    ...{ today: me.today, shown, sorted: { sort, order } },
    open: (id) => at(`/tasks/${encodeURIComponent(id)}`),
  })
  return (
    <div className="workbench">
      <header>
        <h1>{t('nav_tasks')}</h1>
        <span className="hint">{tasks.data === undefined ? '' : t('totalTasks', { total: tasks.data.total })}</span>
        <span className="workbench-tools">
          <SavedViews page="tasks" />
          <ColumnChoice shown={shown} set={(cols) => set({ cols: cols.join(',') })} />
          {supervises && (
            <Button href={`/api/v1/tasks/export${found}`} download>
              {t('exportXlsx')}
            </Button>
          )}
        </span>
      </header>
      <TaskFilterBar
        me={me}
        filters={filters}
        counts={tasks.data?.counts}
        set={(key, value) => set({ [key]: value })}
      />
      {chosen.length > 0 && <BatchBar chosen={chosen} over={() => choose([])} />}
      {tasks.error !== null ? (
        <ProblemNotice error={tasks.error} retry={() => void tasks.refetch()} />
      ) : (
        <Table<TaskItem>
          rowKey="taskId"
          size="small"
          columns={columns}
          dataSource={tasks.data?.tasks ?? []}
          loading={tasks.isPending}
          {...(supervises
            ? {
                rowSelection: {
                  selectedRowKeys: [...chosen],
                  onChange: (keys) => choose(keys.map(String)),
                  columnWidth: 34,
                },
              }
            : {})}
          onChange={(_, __, sorter) => {
            const by = Array.isArray(sorter) ? sorter[0] : sorter
            if (by?.columnKey !== undefined && by.order != null)
              set({ sort: sortOf(String(by.columnKey)), order: by.order === 'descend' ? 'desc' : 'asc' })
          }}
          pagination={{
            ...{ current: page, pageSize: PAGE, total: tasks.data?.total ?? 0, showSizeChanger: false },
            onChange: (next) => setSearch(withParts(search, { page: String(next) })),
            hideOnSinglePage: true,
          }}
          locale={{ emptyText: <EmptyNotice title={t('noTasksTitle')}>{t('noTasksFound')}</EmptyNotice> }}
        />
      )}
      {taskId !== undefined && <TaskDrawer taskId={taskId} me={me} close={() => at('/tasks')} />}
    </div>
  )
}

/** By its reasons means: where the most comes together first. */
const sortOf = (column: string): string => (column === 'reason' ? 'score' : column)

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

const ColumnChoice = ({ shown, set }: { shown: readonly Column[]; set: (shown: readonly Column[]) => void }) => {
  const { t } = useTranslation()
  return (
    <Popover
      trigger="click"
      content={
        <div className="column-choice">
          {COLUMNS.map((column) => (
            <label key={column}>
              <input
                type="checkbox"
                checked={shown.includes(column)}
                onChange={({ target }) =>
                  set(COLUMNS.filter((each) => (each === column ? target.checked : shown.includes(each))))
                }
              />{' '}
              {t(`col_${column}`)}
            </label>
          ))}
        </div>
      }
    >
      <Button>{t('columnsChoose')}</Button>
    </Popover>
  )
}
