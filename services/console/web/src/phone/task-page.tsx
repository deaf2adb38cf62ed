import type { Me, TaskDetailAnswer } from '@shouwang/console-api'
import { isOver } from '@shouwang/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { get, post } from '../api.ts'
import { Due } from '../parts/due.tsx'
import { DirectionTag, LevelTag } from '../parts/level-tag.tsx'
import { Loading, ProblemNotice } from '../parts/notices.tsx'
import { TaskBody } from '../parts/task-body.tsx'

/** One family: why, what they have and may be owed, what to ask, and what came of the visit. */
export const TaskPage = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const { taskId = '' } = useParams()
  const task = useQuery({
    queryKey: ['task', taskId],
    queryFn: () => get<TaskDetailAnswer>(`/tasks/${encodeURIComponent(taskId)}`),
  })
  return (
    <div className="phone">
      <header className="top">
        <Link to="/tasks" className="button quiet on-dark" aria-label={t('back')}>
          ‹ {t('back')}
        </Link>
        <div>
          <h1>{task.data?.headName ?? ''}</h1>
          <p>{task.data === undefined ? '' : `${task.data.regionName} · ${task.data.householdNo}`}</p>
        </div>
      </header>
      <main>
        {task.isPending && <Loading />}
        {task.error !== null && <ProblemNotice error={task.error} retry={() => void task.refetch()} />}
        {task.data !== undefined && (
          <>
            <Standing task={task.data} me={me} />
            <TaskBody task={task.data} me={me} />
          </>
        )}
      </main>
    </div>
  )
}

const Standing = ({ task, me }: { task: TaskDetailAnswer; me: Me }) => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const accept = useMutation({
    mutationFn: () => post<TaskDetailAnswer>(`/tasks/${encodeURIComponent(task.taskId)}/accept`),
    onSuccess: (accepted) => queries.setQueryData(['task', task.taskId], accepted),
  })
  return (
    <div className="standing">
      <LevelTag level={task.level} />
      <DirectionTag direction={task.direction} />
      <span className="tag plain">{t(`status_${task.status}`)}</span>
      <Due on={task.dueOn} today={me.today} over={isOver(task.status)} />
      {task.status === 'open' && me.may.includes('work-tasks') && (
        <button type="button" className="button primary" disabled={accept.isPending} onClick={() => accept.mutate()}>
          {t('accept')}
        </button>
      )}
      {accept.error !== null && <ProblemNotice error={accept.error} />}
    </div>
  )
}
