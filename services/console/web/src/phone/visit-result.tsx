import type { Me, TaskDetailAnswer } from '@shouwang/console-api'
import { isOver } from '@shouwang/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { post } from '../api.ts'
import { ProblemNotice } from '../parts/notices.tsx'
import { ResultChoices } from '../parts/result-choices.tsx'
import { showTask, taskPath } from '../task-query.ts'
import { useTranslation } from '../words/i18n.ts'
import { NoteButton } from './note-sheet.tsx'
import { EntriesOf, useAwaitsEnd } from './outbox-page.tsx'
import { ResultSheet } from './result-sheet.tsx'

/** What came of the visit: chosen, taken back on the same day, and agreed to by a second person. */
export const VisitResult = ({ task, me }: { task: TaskDetailAnswer; me: Me }) => {
  const { t } = useTranslation()
  const awaitsEnd = useAwaitsEnd(task.taskId)
  return (
    <section className="record" aria-label={t('result')}>
      <h2>{t('result')}</h2>
      {task.tries > 0 && (
        <p className="now">
          {t('tries', { count: task.tries })}
          {task.nextTryOn !== null && `，${t('nextTry', { day: task.nextTryOn })}`}
        </p>
      )}
      {!isOver(task.status) && task.reported === null && (
        <Link to={`/tasks/${encodeURIComponent(task.taskId)}/form`} className="button wide">
          {t('formOpen')}
        </Link>
      )}
      <EntriesOf taskId={task.taskId} />
      <ResultChoices task={task} sent={awaitsEnd} sheet={(chosen) => <ResultSheet task={task} me={me} {...chosen} />} />
      {task.secondPerson !== null && <SecondPerson task={task} />}
      {task.mayUndo && <Undo task={task} />}
      {me.may.includes('note-tasks') && <NoteButton task={task} me={me} />}
    </section>
  )
}

const useRevision = (task: TaskDetailAnswer, path: 'undo' | 'confirm' | 'return') => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (why: string) =>
      post<TaskDetailAnswer>(`${taskPath(task.taskId)}/${path}`, path === 'confirm' ? {} : { why }),
    onSuccess: (after) => {
      void showTask(queries, after)
      void queries.invalidateQueries({ queryKey: ['tasks'] })
      void queries.invalidateQueries({ queryKey: ['cases'] })
    },
  })
}

const Undo = ({ task }: { task: TaskDetailAnswer }) => {
  const { t } = useTranslation()
  const undo = useRevision(task, 'undo')
  return (
    <div className="undo">
      <button type="button" className="button" disabled={undo.isPending} onClick={() => undo.mutate('')}>
        {t('undo')}
      </button>
      <p className="hint">{t('undoHint')}</p>
      {undo.error !== null && <ProblemNotice error={undo.error} />}
    </div>
  )
}

const SecondPerson = ({ task }: { task: TaskDetailAnswer }) => {
  const { t } = useTranslation()
  const [why, setWhy] = useState('')
  const agree = useRevision(task, 'confirm')
  const back = useRevision(task, 'return')
  const { secondPerson } = task
  const error = agree.error ?? back.error
  if (secondPerson === null) return null
  return (
    <div className="second">
      <p>{t('secondPersonAsked', { day: secondPerson.restUntil })}</p>
      {secondPerson.mayConfirm && (
        <>
          <button
            type="button"
            className="button primary wide"
            disabled={agree.isPending}
            onClick={() => agree.mutate('')}
          >
            {t('confirmRest')}
          </button>
          <label className="field">
            <span>{t('sendBackWhy')}</span>
            <input value={why} onChange={(event) => setWhy(event.target.value)} />
          </label>
          <button
            type="button"
            className="button wide"
            disabled={why.trim().length < 2 || back.isPending}
            onClick={() => back.mutate(why)}
          >
            {t('sendBackRest')}
          </button>
        </>
      )}
      {error !== null && <ProblemNotice error={error} />}
    </div>
  )
}
