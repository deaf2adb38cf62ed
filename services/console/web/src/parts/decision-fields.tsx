import type { CaseCommandBody, CaseDetailAnswer, CheckAnswer } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { get } from '../api.ts'
import { useTranslation } from '../words/i18n.ts'
import { yuanOf } from './amounts.ts'
import { CaseChoice } from './case-choice.tsx'

type Decision = Extract<CaseCommandBody, { type: 'Decide' }>['decision']
const RESULTS = ['granted', 'refused', 'adjusted', 'stopped'] as const

/** A decision as it is typed. */
export type DecisionForm = {
  readonly result: Decision['result']
  readonly programme: string
  readonly yuan: string
  readonly from: string
  readonly to: string
}

/** Begins with what a conference decided, where one did. */
export const emptyDecision = (today: string, conferred?: CaseDetailAnswer['conferences'][number]): DecisionForm => {
  const empty: DecisionForm = { result: 'granted', programme: 'temporary-relief', yuan: '', from: today, to: '' }
  if (conferred === undefined || conferred.result === 'postpone') return empty
  if (conferred.result === 'decline') return { ...empty, result: 'refused' }
  return { ...empty, programme: conferred.programme ?? empty.programme, yuan: String(conferred.amountFen / 100) }
}

/** What was typed, as a decision; undefined where something is missing. */
export const decisionOf = (form: DecisionForm, reasons: string): Decision | undefined => {
  const { result, programme, from, to } = form
  const amountFen = result === 'granted' || result === 'adjusted' ? Math.round(Number(form.yuan) * 100) : 0
  if (!Number.isFinite(amountFen) || amountFen < 0 || (result === 'granted' && amountFen === 0)) return undefined
  if (from === '') return undefined
  return { result, programme, amountFen, lines: [], reasons, from, to: to === '' ? null : to }
}

/** Which programme, what, how much and from when; beside it what the check computes. */
export const DecisionFields = (props: {
  householdNo: string
  decision: DecisionForm
  set: (decision: DecisionForm) => void
}) => {
  const { t } = useTranslation()
  const { householdNo, decision, set } = props
  const check = useQuery({
    queryKey: ['check', householdNo],
    queryFn: () => get<CheckAnswer>(`/households/${encodeURIComponent(householdNo)}/check`),
  })
  const programmes = check.data?.programmes ?? []
  const once = programmes.filter(({ programme }, at) => programmes.findIndex((o) => o.programme === programme) === at)
  const chosen = programmes.find(({ programme }) => programme === decision.programme)
  return (
    <>
      <label className="field">
        <span>{t('programme')}</span>
        <select value={decision.programme} onChange={(event) => set({ ...decision, programme: event.target.value })}>
          {once.length === 0 && <option value={decision.programme}>{t('relief')}</option>}
          {once.map(({ programme, name, standing }) => (
            <option key={programme} value={programme}>
              {name} · {t(`standing_${standing}`)}
            </option>
          ))}
        </select>
      </label>
      {chosen?.amount != null && (
        <p className="hint">
          {t('decideComputed', { text: chosen.amount.text })}
          {chosen.amount.mostFen !== null && ` ${t('checkAtMost', { yuan: yuanOf(chosen.amount.mostFen) })}`}
        </p>
      )}
      <CaseChoice
        label={t('resultOf')}
        words="decision"
        options={RESULTS}
        value={decision.result}
        set={(result) => set({ ...decision, result })}
      />
      {(decision.result === 'granted' || decision.result === 'adjusted') && (
        <label className="field">
          <span>{t('amountYuan')}</span>
          <input
            inputMode="decimal"
            value={decision.yuan}
            onChange={(event) => set({ ...decision, yuan: event.target.value })}
          />
        </label>
      )}
      <label className="field">
        <span>{t('decideFrom')}</span>
        <input type="date" value={decision.from} onChange={(event) => set({ ...decision, from: event.target.value })} />
      </label>
      <label className="field">
        <span>
          {t('decideTo')} <span className="hint">{t('optional')}</span>
        </span>
        <input type="date" value={decision.to} onChange={(event) => set({ ...decision, to: event.target.value })} />
      </label>
    </>
  )
}
