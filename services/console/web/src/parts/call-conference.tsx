import type { CallConferenceBody, ConferenceAnswer, Me } from '@shouwang/console-api'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { post } from '../api.ts'
import { useTranslation } from '../words/i18n.ts'
import { ProblemNotice } from './notices.tsx'
import { Sheet } from './sheet.tsx'

type Level = CallConferenceBody['level']
const LEVELS = ['village', 'town', 'district', 'city'] as const

/** Puts a case before a conference: when, where, on which level, and who is asked to come. */
export const CallConference = ({ caseId, me }: { caseId: string; me: Me }) => {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        {t('conferenceCall')}
      </button>
      {open && <CallSheet caseId={caseId} me={me} close={() => setOpen(false)} />}
    </>
  )
}

const CallSheet = ({ caseId, me, close }: { caseId: string; me: Me; close: () => void }) => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [commandId] = useState(() => crypto.randomUUID())
  const [written, write] = useState({ level: levelOf(me), heldOn: me.today, place: '', invited: '' })
  const call = useMutation({
    mutationFn: () =>
      post<ConferenceAnswer>('/conferences', {
        ...{ commandId, level: written.level, heldOn: written.heldOn, place: written.place, caseIds: [caseId] },
        invited: seatsOf(written.invited),
      }),
    onSuccess: ({ conferenceId }) => navigate(`/conferences/${encodeURIComponent(conferenceId)}`),
  })
  return (
    <Sheet title={t('conferenceCall')} close={close}>
      <label className="field">
        <span>{t('conferenceLevel')}</span>
        <select value={written.level} onChange={({ target }) => write({ ...written, level: target.value as Level })}>
          {LEVELS.map((level) => (
            <option key={level} value={level}>
              {t(`level_${level}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{t('conferenceDay')}</span>
        <input
          type="date"
          value={written.heldOn}
          onChange={({ target }) => write({ ...written, heldOn: target.value })}
        />
      </label>
      <label className="field">
        <span>{t('conferencePlace')}</span>
        <input value={written.place} onChange={({ target }) => write({ ...written, place: target.value })} />
      </label>
      <label className="field">
        <span>{t('conferenceInvited')}</span>
        <textarea
          rows={3}
          value={written.invited}
          onChange={({ target }) => write({ ...written, invited: target.value })}
        />
      </label>
      {call.error !== null && <ProblemNotice error={call.error} />}
      <button
        type="button"
        className="button primary wide"
        disabled={written.heldOn < me.today || call.isPending}
        onClick={() => call.mutate()}
      >
        {t('confirm')}
      </button>
    </Sheet>
  )
}

const levelOf = ({ role }: Me): Level => (role === 'city' ? 'city' : role === 'district' ? 'district' : 'town')

const seatsOf = (lines: string) =>
  lines
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .flatMap(([name = '', ...office]) => (name === '' ? [] : [{ name, office: office.join(' ') || '—' }]))
