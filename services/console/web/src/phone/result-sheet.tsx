import type { TaskDetailAnswer } from '@shouwang/console-api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { post } from '../api.ts'
import { ProblemNotice } from '../parts/notices.tsx'
import { Sheet } from '../parts/sheet.tsx'
import { bodyOf, emptyDraft, isComplete, type ResultDraft } from './result-draft.ts'
import { ResultFields } from './result-fields.tsx'

/** Results of people who were met and spoken with: what they say they earn may be written down. */
const SPOKEN: readonly string[] = ['eligible-apply', 'temp-aid-given', 'transfer', 'yishi-yiyi', 'not-eligible']

type Props = {
  readonly task: TaskDetailAnswer
  readonly option: TaskDetailAnswer['outcomes'][number]
  readonly words: string
  readonly today: string
  readonly close: () => void
}

/** One result: what it asks for, a sentence, and one tap to confirm. Closing it records nothing. */
export const ResultSheet = ({ task, option, words, today, close }: Props) => {
  const { t } = useTranslation()
  const { outcome, noteRequired } = option
  const [draft, setDraft] = useState<ResultDraft>(emptyDraft)
  const set = (change: Partial<ResultDraft>) => setDraft((before) => ({ ...before, ...change }))
  const queries = useQueryClient()
  const record = useMutation({
    mutationFn: () =>
      post<TaskDetailAnswer>(`/tasks/${encodeURIComponent(task.taskId)}/outcome`, bodyOf(outcome, draft)),
    onSuccess: (after) => {
      queries.setQueryData(['task', task.taskId], after)
      void queries.invalidateQueries({ queryKey: ['tasks'] })
      void queries.invalidateQueries({ queryKey: ['cases'] })
      close()
    },
  })
  return (
    <Sheet title={words} close={close}>
      <ResultFields outcome={outcome} draft={draft} set={set} task={task} today={today} />
      <label className="field">
        <span>
          {t(outcome === 'data-wrong' ? 'whatIsTrue' : 'oneSentence')}{' '}
          <span className="hint">{noteRequired ? t('noteRequired') : t('optional')}</span>
        </span>
        <textarea
          rows={3}
          value={draft.note}
          placeholder={t('noteHint')}
          onChange={(event) => set({ note: event.target.value })}
        />
      </label>
      {SPOKEN.includes(outcome) && (
        <label className="field">
          <span>
            {t('declaredIncome')} <span className="hint">{t('optional')}</span>
          </span>
          <input value={draft.income} inputMode="decimal" onChange={(event) => set({ income: event.target.value })} />
        </label>
      )}
      {record.error !== null && <ProblemNotice error={record.error} />}
      <button
        type="button"
        className="button primary wide"
        disabled={!isComplete(outcome, noteRequired, draft) || record.isPending}
        onClick={() => record.mutate()}
      >
        {t('confirmOutcome', { outcome: words })}
      </button>
    </Sheet>
  )
}
