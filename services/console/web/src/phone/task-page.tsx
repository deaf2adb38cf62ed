import type { Me, TaskDetailAnswer } from '@shouwang/console-api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { post } from '../api.ts'
import { useWriting } from '../offline/use-outbox.ts'
import { ErrandTag, LevelTag } from '../parts/level-tag.tsx'
import { Loading, ProblemNotice } from '../parts/notices.tsx'
import { awaitsContact, TaskLimits } from '../parts/task-limits.tsx'
import { showTask, taskPath, taskQuery } from '../task-query.ts'
import { useTranslation } from '../words/i18n.ts'
import { VisitBody } from './visit-body.tsx'

/** One family: why, what they have and may be owed, what to ask, and what came of the visit. */
export const TaskPage = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const { taskId = '' } = useParams()
  const task = useQuery(taskQuery(taskId))
  return (
    <div className="phone">
      <header className="top">
        <Link to="/tasks" className="button quiet on-dark" aria-label={t('back')}>
          ‹ {t('back')}
        </Link>
        <div>
          <h1>{task.data?.visit?.people[0]?.name ?? task.data?.headName ?? ''}</h1>
          <p>{task.data === undefined ? '' : `${task.data.regionName} · ${task.data.householdNo}`}</p>
        </div>
        {task.data !== undefined && task.data.reported === null && (
          <Link to={`/households/${encodeURIComponent(task.data.householdNo)}`} className="button quiet on-dark">
            {t('fileOpen')}
          </Link>
        )}
      </header>
      <main>
        {task.isPending && <Loading />}
        {task.error !== null && <ProblemNotice error={task.error} retry={() => void task.refetch()} />}
        {task.data !== undefined && (
          <>
            <Standing task={task.data} me={me} />
            <VisitBody task={task.data} me={me} />
          </>
        )}
      </main>
    </div>
  )
}

const Standing = ({ task, me }: { task: TaskDetailAnswer; me: Me }) => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const act = useMutation({
    mutationFn: () => post<TaskDetailAnswer>(`${taskPath(task.taskId)}/accept`),
    onSuccess: (after) => showTask(queries, after),
  })
  const write = useWriting()
  const reached = () =>
    write({ taskId: task.taskId, action: 'contact', body: { note: '' }, words: t('reached'), seenSeq: task.seq })
  const mayWork = me.may.includes('work-tasks')
  return (
    <div className="standing">
      <LevelTag level={task.level} />
      <ErrandTag direction={task.direction} />
      <span className="tag plain">{t(`status_${task.status}`)}</span>
      <TaskLimits task={task} today={me.today} />
      {task.status === 'open' && mayWork && (
        <button type="button" className="button primary" disabled={act.isPending} onClick={() => act.mutate()}>
          {t('accept')}
        </button>
      )}
      {awaitsContact(task) && mayWork && (
        <button type="button" className="button" onClick={() => void reached()}>
          {t('reached')}
        </button>
      )}
      {task.householdNo !== '' && task.reported === null && (
        <Link className="button quiet" to={`/households/${encodeURIComponent(task.householdNo)}/handover`}>
          {t('handoverGo')}
        </Link>
      )}
      {act.error !== null && <ProblemNotice error={act.error} />}
    </div>
  )
}
