import type { Me, TaskItem, TaskListAnswer } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { get, queryOf } from '../api.ts'
import { Carry } from '../offline/carry.tsx'
import { ErrandTag, LevelTag } from '../parts/level-tag.tsx'
import { UnseenNotices } from '../parts/notice-inbox.tsx'
import { EmptyNotice, Loading, ProblemNotice } from '../parts/notices.tsx'
import { Sources } from '../parts/reasons.tsx'
import { SessionButtons } from '../parts/session-buttons.tsx'
import { TaskLimits } from '../parts/task-limits.tsx'
import { useTranslation } from '../words/i18n.ts'

const FILTERS = [
  ['filterAll', {}],
  ['filterMine', { assignee: 'me' }],
  ['filterOverdue', { due: 'overdue' }],
  ['filterToday', { due: 'today' }],
  ['filterToConfirm', { awaits: 'second-person' }],
] as const

/** Today's families, the soonest due first, one card each. */
export const TodayPage = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const [filter, setFilter] = useState<(typeof FILTERS)[number]>(FILTERS[0])
  const query = queryOf({ limit: 100, ...filter[1] })
  const tasks = useQuery({ queryKey: ['tasks', query], queryFn: () => get<TaskListAnswer>(`/tasks${query}`) })
  return (
    <div className="phone">
      <Top me={me} />
      <nav className="filters" aria-label={t('todaysTasks')}>
        {FILTERS.filter(([name]) => name !== 'filterToConfirm' || me.may.includes('reassign-tasks')).map((one) => (
          <button
            key={one[0]}
            type="button"
            className="chip"
            aria-pressed={one[0] === filter[0]}
            onClick={() => setFilter(one)}
          >
            {t(one[0])}
          </button>
        ))}
      </nav>
      <main>
        {tasks.isPending && <Loading />}
        {tasks.error !== null && <ProblemNotice error={tasks.error} retry={() => void tasks.refetch()} />}
        <UnseenNotices />
        {tasks.data !== undefined && <Summary tasks={tasks.data} />}
        {tasks.data !== undefined && <Carry me={me} tasks={tasks.data.tasks} />}
        {tasks.data?.tasks.length === 0 && (
          <EmptyNotice title={t('noTasksTitle')}>{t(filter === FILTERS[0] ? 'noTasks' : 'noTasksFound')}</EmptyNotice>
        )}
        <ul className="cards">
          {tasks.data?.tasks.map((task) => (
            <li key={task.taskId}>
              <TaskCard task={task} today={tasks.data.today} />
            </li>
          ))}
        </ul>
      </main>
    </div>
  )
}

const Top = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  return (
    <header className="top home">
      <div>
        <h1>
          {t('todaysTasks')} <small>{me.today}</small>
        </h1>
        <p>
          {me.name} · {me.regionName}
        </p>
      </div>
      <Link to="/patrols" className="button quiet on-dark">
        {t('nav_patrols')}
      </Link>
      <Link to="/leads" className="button quiet on-dark">
        {t('nav_leads')}
      </Link>
      {me.may.includes('read-cases') && (
        <Link to="/cases" className="button quiet on-dark">
          {t('myCases')}
        </Link>
      )}
      {me.may.includes('simulate-policy') && (
        <Link to="/drafts" className="button quiet on-dark">
          {t('nav_drafts')}
        </Link>
      )}
      <SessionButtons />
    </header>
  )
}

const Summary = ({ tasks }: { tasks: TaskListAnswer }) => {
  const { t } = useTranslation()
  if (tasks.total === 0) return null
  return (
    <p className="summary">
      {t('taskSummary', { total: tasks.total })}
      {tasks.counts.overdue > 0 && (
        <strong className="late">{t('taskOverdue', { count: tasks.counts.overdue })}</strong>
      )}
      {tasks.counts.today > 0 && <strong className="now">{t('taskToday', { count: tasks.counts.today })}</strong>}
    </p>
  )
}

const TaskCard = ({ task, today }: { task: TaskItem; today: string }) => {
  const { t } = useTranslation()
  const [first, ...others] = task.reasons
  return (
    <Link to={`/tasks/${encodeURIComponent(task.taskId)}`} className={`card edge-${task.level}`}>
      <div className="row">
        <LevelTag level={task.level} />
        <ErrandTag direction={task.direction} />
        {task.status === 'accepted' && <span className="tag good">{t('status_accepted')}</span>}
        <TaskLimits task={task} today={today} />
      </div>
      <h2>
        {task.headName} <span className="hint">{task.regionName}</span>
      </h2>
      {first !== undefined && (
        <>
          <p>{first.text}</p>
          <Sources sources={first.sources} />
        </>
      )}
      {others.length > 0 && <p className="hint">{t('moreReasons', { count: others.length })}</p>}
      <small className="source">
        {t('householdNo')} {task.householdNo}
      </small>
    </Link>
  )
}
