import type { Me, TaskItem, TaskListAnswer } from '@shouwang/console-api'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { get, queryOf } from '../api.ts'
import { DirectionTag, LevelTag } from '../parts/level-tag.tsx'
import { EmptyNotice, ProblemNotice } from '../parts/notices.tsx'
import { TaskLimits } from '../parts/task-limits.tsx'
import { TaskDrawer } from './task-drawer.tsx'
import { TaskFilterBar, type TaskFilters } from './task-filters.tsx'

const PAGE = 20

/** Every task of the asker's regions, with filters and counts; a click opens one beside the table. */
export const TasksPage = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { taskId } = useParams()
  const [filters, setFilters] = useState<TaskFilters>({})
  const [page, setPage] = useState(1)
  const query = queryOf({ ...filters, limit: PAGE, offset: (page - 1) * PAGE })
  const tasks = useQuery({
    queryKey: ['tasks', query],
    queryFn: () => get<TaskListAnswer>(`/tasks${query}`),
    placeholderData: keepPreviousData,
  })
  const open = (id: string) => navigate(`/tasks/${encodeURIComponent(id)}`)
  return (
    <>
      <header>
        <h1>{t('nav_tasks')}</h1>
        <span className="hint">{tasks.data === undefined ? '' : t('totalTasks', { total: tasks.data.total })}</span>
      </header>
      <TaskFilterBar
        filters={filters}
        counts={tasks.data?.counts}
        change={(next) => {
          setFilters(next)
          setPage(1)
        }}
      />
      {tasks.error !== null ? (
        <ProblemNotice error={tasks.error} retry={() => void tasks.refetch()} />
      ) : (
        <Table<TaskItem>
          rowKey="taskId"
          size="middle"
          columns={useColumns(me.today, open)}
          dataSource={tasks.data?.tasks ?? []}
          loading={tasks.isPending}
          pagination={{
            current: page,
            pageSize: PAGE,
            total: tasks.data?.total ?? 0,
            onChange: setPage,
            showSizeChanger: false,
            hideOnSinglePage: true,
          }}
          locale={{ emptyText: <EmptyNotice title={t('noTasksTitle')}>{t('noTasksFound')}</EmptyNotice> }}
        />
      )}
      {taskId !== undefined && <TaskDrawer taskId={taskId} me={me} close={() => navigate('/tasks')} />}
    </>
  )
}

const useColumns = (today: string, open: (taskId: string) => void): TableColumnsType<TaskItem> => {
  const { t } = useTranslation()
  return [
    {
      title: t('col_due'),
      width: 108,
      render: (_, task) => <TaskLimits task={task} today={today} />,
    },
    { title: t('col_level'), width: 80, render: (_, task) => <LevelTag level={task.level} /> },
    { title: t('col_direction'), width: 92, render: (_, task) => <DirectionTag direction={task.direction} /> },
    {
      title: t('col_household'),
      width: 150,
      render: (_, task) => (
        <button type="button" className="task-link" onClick={() => open(task.taskId)}>
          <strong>{task.headName}</strong>
          <small className="source">{task.householdNo}</small>
        </button>
      ),
    },
    { title: t('col_region'), width: 176, dataIndex: 'regionName' },
    {
      title: t('col_reason'),
      render: (_, task) => (
        <>
          {task.reasons.slice(0, 2).map((reason) => (
            <div key={reason.indicator + reason.text}>
              {reason.text}
              <small className="source">
                {reason.sources.map(({ provider, day }) => `${provider} ${day}`).join('；')}
              </small>
            </div>
          ))}
          {task.reasons.length > 2 && (
            <span className="hint">{t('moreReasons', { count: task.reasons.length - 2 })}</span>
          )}
        </>
      ),
    },
    {
      title: t('col_assignee'),
      width: 96,
      render: (_, task) => task.assignee?.name ?? <span className="hint">{t('unassigned')}</span>,
    },
    { title: t('col_status'), width: 92, render: (_, task) => t(`status_${task.status}`) },
  ]
}
