import type { Me, OfficialKinAnswer, OfficialKinNote } from '@shouwang/console-api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { get, post } from '../api.ts'
import { useTranslation } from '../words/i18n.ts'
import { Loading, ProblemNotice } from './notices.tsx'
import { Sheet } from './sheet.tsx'

const pathOf = (householdNo: string) => `/official-kin/${encodeURIComponent(householdNo)}`

/** What a check or a case says of 近亲属备案; nothing to whoever may not read of it. */
export const KinNote = ({ note, householdNo }: { note: OfficialKinNote | null; householdNo: string }) => {
  const { t } = useTranslation()
  if (note === null) return null
  return (
    <p className={note.state === 'needed' ? 'late' : 'hint'}>
      {note.reason ?? t(`kin_${note.state}`)} <Link to={pathOf(householdNo)}>{t('nav_officialKin')}</Link>
    </p>
  )
}

type Asking = { readonly type: 'RecordKin' | 'WithdrawKinRecord'; readonly declarationNo: string }

/** One family: who was declared as whose kin, and the record of it. */
export const OfficialKinPart = ({ householdNo, me }: { householdNo: string; me: Me }) => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [asking, ask] = useState<Asking | null>(null)
  const known = useQuery({
    queryKey: ['official-kin', householdNo],
    queryFn: () => get<OfficialKinAnswer>(pathOf(householdNo)),
  })
  const write = useMutation({
    mutationFn: (body: Asking & { note: string }) => post<OfficialKinAnswer>(`${pathOf(householdNo)}/commands`, body),
    onSuccess: () => {
      ask(null)
      void queries.invalidateQueries({ queryKey: ['official-kin'] })
    },
  })
  if (known.isPending) return <Loading />
  if (known.error !== null) return <ProblemNotice error={known.error} retry={() => void known.refetch()} />
  const { regionName, state, reason, source, receives, kin, lines } = known.data
  const mayWrite = me.may.includes('record-official-kin')
  return (
    <article className="card" aria-label={householdNo}>
      <div className="row">
        <span className="tag">{t(`kin_${state}`)}</span>
      </div>
      <h2>
        {householdNo} <span className="hint">{regionName}</span>
      </h2>
      {reason !== null && <p className="late">{reason}</p>}
      {receives.length > 0 && <p>{t('kinReceives', { programmes: receives.map(({ name }) => name).join('、') })}</p>}
      <ul className="plain-list">
        {kin.map((each) => (
          <li key={each.declarationNo}>
            <p>
              {t('kinLine', each)} · {each.recordedOn === null ? t('kin_needed') : t('kinOn', { day: each.recordedOn })}
            </p>
            <small className="source">
              {each.declarationNo} · {each.declaredOn}
            </small>
            {mayWrite && (
              <div className="row">
                {each.recordedOn === null ? (
                  <Ask
                    label={t('kinRecord')}
                    on={() => ask({ type: 'RecordKin', declarationNo: each.declarationNo })}
                  />
                ) : (
                  lines.some(({ declarationNo }) => declarationNo === each.declarationNo) && (
                    <Ask
                      label={t('kinWithdraw')}
                      on={() => ask({ type: 'WithdrawKinRecord', declarationNo: each.declarationNo })}
                    />
                  )
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
      {lines.map(({ declarationNo, type, day, byName, note }) => (
        <p key={`${declarationNo} ${type} ${day} ${note}`}>
          {day} {byName} {t(type === 'recorded' ? 'kinRecord' : 'kinWithdraw')} {declarationNo}：{note}
        </p>
      ))}
      <small className="source">{source}</small>
      {asking !== null && (
        <Why
          asking={asking}
          pending={write.isPending}
          error={write.error}
          close={() => ask(null)}
          send={(note) => write.mutate({ ...asking, note })}
        />
      )}
    </article>
  )
}

const Ask = ({ label, on }: { label: string; on: () => void }) => (
  <button type="button" className="button" onClick={on}>
    {label}
  </button>
)

type WhyProps = {
  readonly asking: Asking
  readonly pending: boolean
  readonly error: Error | null
  readonly close: () => void
  readonly send: (note: string) => void
}

const Why = ({ asking, pending, error, close, send }: WhyProps) => {
  const { t } = useTranslation()
  const [note, setNote] = useState('')
  return (
    <Sheet
      title={`${t(asking.type === 'RecordKin' ? 'kinRecord' : 'kinWithdraw')} ${asking.declarationNo}`}
      close={close}
    >
      <label className="field">
        <span>{t('kinWhy')}</span>
        <textarea rows={3} value={note} onChange={({ target }) => setNote(target.value)} />
      </label>
      {error !== null && <ProblemNotice error={error} />}
      <button
        type="button"
        className="button primary wide"
        disabled={note.trim() === '' || pending}
        onClick={() => send(note)}
      >
        {t('confirm')}
      </button>
    </Sheet>
  )
}
