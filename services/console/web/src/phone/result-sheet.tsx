import type { Me, TaskDetailAnswer } from '@shouwang/console-api'
import { useTranslation } from 'react-i18next'
import { useDraft, useWriting } from '../offline/use-outbox.ts'
import { Sheet } from '../parts/sheet.tsx'
import { bodyOf, emptyDraft, isComplete, type ResultDraft } from './result-draft.ts'
import { ResultFields } from './result-fields.tsx'

/** Results of people who were met and spoken with: what they say they earn may be written down. */
const SPOKEN: readonly string[] = ['eligible-apply', 'temp-aid-given', 'transfer', 'yishi-yiyi', 'not-eligible']

type Props = {
  readonly task: TaskDetailAnswer
  readonly option: TaskDetailAnswer['outcomes'][number]
  readonly words: string
  readonly me: Me
  readonly close: () => void
}

/**
 * One result: what it asks for, a sentence, and one tap to confirm. What one writes stays on the phone; closing it records
 * nothing, and sends nothing later.
 */
export const ResultSheet = ({ task, option, words, me, close }: Props) => {
  const { t } = useTranslation()
  const { outcome, noteRequired } = option
  const { draft, set, clear } = useDraft<ResultDraft>(me.staffNo, `${task.taskId}/${outcome}`, emptyDraft)
  const write = useWriting()
  const record = async () => {
    const { taskId, seq } = task
    const said = [words, draft.note].filter(Boolean).join('：')
    await write({ taskId, action: 'outcome', body: { ...bodyOf(outcome, draft) }, words: said, seenSeq: seq })
    clear()
    close()
  }
  return (
    <Sheet title={words} close={close}>
      <ResultFields outcome={outcome} draft={draft} set={set} task={task} today={me.today} />
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
      <button
        type="button"
        className="button primary wide"
        disabled={!isComplete(outcome, noteRequired, draft)}
        onClick={() => void record()}
      >
        {t('confirmOutcome', { outcome: words })}
      </button>
    </Sheet>
  )
}
