import type { CaseCommandBody, CaseDetailAnswer, Me } from '@shouwang/console-api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../api.ts'
import { useTranslation } from '../words/i18n.ts'
import { ProblemNotice } from './notices.tsx'
import { Sheet } from './sheet.tsx'

type Condition = CaseDetailAnswer['conditions'][number]
type Asking = { readonly about: Condition | 'objection' }

/** What a case waits for beside its step: an objection to answer, and conditions of a conference to look at. */
export const CaseWatch = ({ detail, me }: { detail: CaseDetailAnswer; me: Me }) => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [asking, setAsking] = useState<Asking | undefined>()
  const act = useMutation({
    mutationFn: (command: CaseCommandBody) =>
      post<CaseDetailAnswer>(`/cases/${encodeURIComponent(detail.caseId)}/commands`, {
        ...{ ...command, commandId: crypto.randomUUID(), expectedSeq: detail.seq },
      }),
    onSuccess: (after) => {
      queries.setQueryData(['case', detail.caseId], after)
      void queries.invalidateQueries({ queryKey: ['cases'] })
      setAsking(undefined)
    },
  })
  const works = me.may.includes('work-cases')
  const { objected, conditions } = detail
  return (
    <>
      {objected !== null && (
        <div className="advice">
          <p>
            <strong>{t('objectionOpen', { note: objected.note })}</strong> {objected.stops && t('objectionStops')}
          </p>
          {works && me.role !== 'grid-worker' && (
            <button type="button" className="button" onClick={() => setAsking({ about: 'objection' })}>
              {t('objectionNote')}
            </button>
          )}
        </div>
      )}
      {conditions.map((condition) => (
        <div key={`${condition.conferenceId} ${condition.nth}`}>
          <p className={!condition.isOver && condition.lookOn <= me.today ? 'late' : ''}>
            {t(condition.isOver ? 'conditionOver' : 'conditionDue', { day: condition.lookOn, what: condition.what })}
            {condition.watch !== undefined && !condition.isOver && t('conditionWatched')}
          </p>
          {condition.looks.map(({ day, byName, isKept, note }) => (
            <p key={`${day} ${note}`} className="hint">
              {day} {byName} {t(isKept ? 'conditionKept' : 'conditionNotKept')}：{note}
            </p>
          ))}
          {works && !condition.isOver && (
            <button type="button" className="button" onClick={() => setAsking({ about: condition })}>
              {t('conditionNote')}
            </button>
          )}
        </div>
      ))}
      {asking !== undefined && (
        <WatchSheet
          asking={asking}
          decisionNo={objected?.decisionNo ?? ''}
          send={(command) => act.mutate(command)}
          pending={act.isPending}
          error={act.error}
          close={() => {
            act.reset()
            setAsking(undefined)
          }}
        />
      )}
    </>
  )
}

type SheetProps = {
  readonly asking: Asking
  readonly decisionNo: string
  readonly send: (command: CaseCommandBody) => void
  readonly pending: boolean
  readonly error: Error | null
  readonly close: () => void
}

const WatchSheet = ({ asking: { about }, decisionNo, send, pending, error, close }: SheetProps) => {
  const { t } = useTranslation()
  const [written, write] = useState({ note: '', next: '' })
  const { note } = written
  const answer = (yes: boolean) => {
    if (about === 'objection') return send({ type: 'AnswerObjection', decisionNo, upheld: yes, note })
    const { conferenceId, nth } = about
    const next = written.next === '' ? null : written.next
    return send({ type: 'LookAtCondition', conferenceId, nth, isKept: yes, note, next })
  }
  const [yes, no] =
    about === 'objection'
      ? (['objectionUpheld', 'objectionNotUpheld'] as const)
      : (['conditionKept', 'conditionNotKept'] as const)
  const title = t(about === 'objection' ? 'objectionNote' : 'conditionNote')
  return (
    <Sheet title={title} close={close}>
      <label className="field">
        <span>{title}</span>
        <textarea rows={3} value={note} onChange={({ target }) => write({ ...written, note: target.value })} />
      </label>
      {about !== 'objection' && (
        <label className="field">
          <span>{t('conditionNext')}</span>
          <input
            type="date"
            value={written.next}
            onChange={({ target }) => write({ ...written, next: target.value })}
          />
        </label>
      )}
      {error !== null && <ProblemNotice error={error} />}
      <div className="chips">
        {([yes, no] as const).map((words, at) => (
          <button
            key={words}
            type="button"
            className="button"
            disabled={note.trim() === '' || pending}
            onClick={() => answer(at === 0)}
          >
            {t(words)}
          </button>
        ))}
      </div>
    </Sheet>
  )
}
