import type { TaskDetailAnswer } from '@shouwang/console-api'
import { useTranslation } from '../words/i18n.ts'
import { isComplete, type ResultDraft } from './result-draft.ts'
import { ResultFields } from './result-fields.tsx'

/** Results of people who were met and spoken with: what they say they earn may be written down. */
const SPOKEN: readonly string[] = ['eligible-apply', 'temp-aid-given', 'transfer', 'yishi-yiyi', 'not-eligible']

type Props = {
  readonly task: TaskDetailAnswer
  readonly option: TaskDetailAnswer['outcomes'][number]
  readonly words: string
  readonly today: string
  readonly draft: ResultDraft
  readonly set: (change: Partial<ResultDraft>) => void
  readonly record: () => void
  readonly waits?: boolean
}

/** What one result asks for, a sentence, and one tap to confirm. */
export const ResultForm = ({ task, option, words, today, draft, set, record, waits = false }: Props) => {
  const { t } = useTranslation()
  const { outcome, noteRequired } = option
  return (
    <>
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
      <button
        type="button"
        className="button primary wide"
        disabled={waits || !isComplete(outcome, noteRequired, draft)}
        onClick={record}
      >
        {t('confirmOutcome', { outcome: words })}
      </button>
    </>
  )
}
