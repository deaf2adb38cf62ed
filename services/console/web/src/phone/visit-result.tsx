import type { Me, TaskDetailAnswer } from '@shouwang/console-api'
import { isOver } from '@shouwang/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { post } from '../api.ts'
import { ProblemNotice } from '../parts/notices.tsx'
import { showTask, taskPath } from '../task-query.ts'
import { NoteButton } from './note-sheet.tsx'
import { EntriesOf, useAwaitsEnd } from './outbox-page.tsx'
import { ResultSheet } from './result-sheet.tsx'

type Option = TaskDetailAnswer['outcomes'][number]

/** Results as people speak of them, in the order of how a visit goes. What is not named here is about those who get aid. */
const GROUPS = [
  ['group_unmet', ['nobody-home', 'not-found', 'moved']],
  ['group_helped', ['eligible-apply', 'temp-aid-given', 'transfer', 'yishi-yiyi']],
  ['group_noNeed', ['not-eligible', 'already-covered', 'self-resolved', 'refused']],
  ['group_wrong', ['data-wrong', 'false-match', 'deceased']],
  ['group_later', ['keep-watching']],
] as const

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
      {isOver(task.status) ? <p className="hint">{t('taskDone')}</p> : !awaitsEnd && <Choices task={task} me={me} />}
      {task.secondPerson !== null && <SecondPerson task={task} />}
      {task.mayUndo && <Undo task={task} />}
      {!isOver(task.status) && me.may.includes('note-tasks') && <NoteButton task={task} me={me} />}
    </section>
  )
}

const Choices = ({ task, me }: { task: TaskDetailAnswer; me: Me }) => {
  const { t, i18n } = useTranslation()
  const [chosen, setChosen] = useState<Option | undefined>()
  const words = (option: Option) => (i18n.language === 'en' ? option.en : option.zh)
  const named = GROUPS.flatMap(([, codes]) => codes as readonly string[])
  const others = task.outcomes.filter(({ outcome }) => !named.includes(outcome))
  const groups = [
    ...GROUPS.map(([title, codes]) => ({
      title: t(title),
      options: codes.flatMap((code) => task.outcomes.find(({ outcome }) => outcome === code) ?? []),
    })),
    { title: t('otherOutcomes'), options: others },
  ]
  return (
    <>
      {groups
        .filter(({ options }) => options.length > 0)
        .map(({ title, options }) => (
          <div key={title} className="results">
            <h3>{title}</h3>
            <div className="chips">
              {options.map((option) => (
                <button key={option.outcome} type="button" className="chip" onClick={() => setChosen(option)}>
                  {words(option)}
                </button>
              ))}
            </div>
          </div>
        ))}
      {chosen !== undefined && (
        <ResultSheet task={task} option={chosen} words={words(chosen)} me={me} close={() => setChosen(undefined)} />
      )}
    </>
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
