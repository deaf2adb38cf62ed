import type { ConferenceAnswer, ConferenceCommandBody, Me } from '@shouwang/console-api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { get, post } from '../api.ts'
import { useTranslation } from '../words/i18n.ts'
import { AgendaItemPart } from './agenda-item.tsx'
import { type ConferenceAsking, ConferenceSheet } from './conference-sheet.tsx'
import { Loading, ProblemNotice } from './notices.tsx'
import './case.css'

/** One conference: who comes, and each case with its material, precedents, opinions and decision. */
export const ConferencePart = ({ conferenceId, me }: { conferenceId: string; me: Me }) => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [asking, setAsking] = useState<ConferenceAsking | undefined>()
  const path = `/conferences/${encodeURIComponent(conferenceId)}`
  const known = useQuery({ queryKey: ['conference', conferenceId], queryFn: () => get<ConferenceAnswer>(path) })
  const hold = useMutation({
    mutationFn: (command: ConferenceCommandBody) => post<ConferenceAnswer>(`${path}/commands`, command),
    onSuccess: (after) => {
      queries.setQueryData(['conference', conferenceId], after)
      void queries.invalidateQueries({ queryKey: ['conferences'] })
      setAsking(undefined)
    },
  })
  if (known.isPending) return <Loading />
  if (known.error !== null) return <ProblemNotice error={known.error} retry={() => void known.refetch()} />
  const { level, heldOn, place, invited, items, status, seq } = known.data
  const holds = me.may.includes('hold-conferences') && status === 'called'
  const send = (command: ConferenceCommandBody) => hold.mutate({ ...command, expectedSeq: seq })
  return (
    <article className="card case-part" aria-label={conferenceId}>
      <h2>{t('conferenceOf', { day: heldOn, level: t(`level_${level}`) })}</h2>
      <p>
        {place} {status === 'closed' && <span className="tag">{t('conferenceClosed')}</span>}
      </p>
      {invited.length > 0 && (
        <p>
          {t('conferenceInvitedShown', { names: invited.map(({ name, office }) => `${name}（${office}）`).join('、') })}
        </p>
      )}
      <div className="chips">
        <Link to={`${path}/minutes`} className="button">
          {t('conferenceMinutes')}
        </Link>
        {holds && items.every(({ decision }) => decision !== null) && (
          <button type="button" className="button primary" onClick={() => send({ type: 'CloseConference' })}>
            {t('conferenceClose')}
          </button>
        )}
      </div>
      {hold.error !== null && asking === undefined && <ProblemNotice error={hold.error} />}
      {items.map((item) => (
        <AgendaItemPart key={item.caseId} item={item}>
          {holds && item.decision === null && (
            <div className="chips">
              <button type="button" className="button" onClick={() => setAsking({ kind: 'opinion', item })}>
                {t('conferenceOpinion')}
              </button>
              <button type="button" className="button primary" onClick={() => setAsking({ kind: 'decide', item })}>
                {t('conferenceDecide')}
              </button>
            </div>
          )}
        </AgendaItemPart>
      ))}
      {asking !== undefined && (
        <ConferenceSheet
          asking={asking}
          today={me.today}
          send={send}
          pending={hold.isPending}
          error={hold.error}
          close={() => {
            hold.reset()
            setAsking(undefined)
          }}
        />
      )}
    </article>
  )
}
