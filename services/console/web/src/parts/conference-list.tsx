import type { ConferenceListAnswer } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { get } from '../api.ts'
import { useTranslation } from '../words/i18n.ts'
import { EmptyNotice, Loading, ProblemNotice } from './notices.tsx'

/** The conferences of one's regions, the newest first. */
export const ConferenceList = () => {
  const { t } = useTranslation()
  const list = useQuery({ queryKey: ['conferences'], queryFn: () => get<ConferenceListAnswer>('/conferences') })
  if (list.isPending) return <Loading />
  if (list.error !== null) return <ProblemNotice error={list.error} retry={() => void list.refetch()} />
  if (list.data.conferences.length === 0)
    return <EmptyNotice title={t('conferenceNone')}>{t('conferenceNoneHint')}</EmptyNotice>
  return (
    <ul className="cards">
      {list.data.conferences.map(({ conferenceId, heldOn, level, regionName, status, cases, decided, place }) => (
        <li key={conferenceId}>
          <Link to={`/conferences/${encodeURIComponent(conferenceId)}`} className="card">
            <div className="row">
              <span className="tag plain">{t(`level_${level}`)}</span>
              {status === 'closed' && <span className="tag">{t('conferenceClosed')}</span>}
            </div>
            <h2>
              {t('conferenceOf', { day: heldOn, level: t(`level_${level}`) })}{' '}
              <span className="hint">{regionName}</span>
            </h2>
            <p>
              {t('conferenceCount', { decided, count: cases })} {place}
            </p>
            <small className="source">{conferenceId}</small>
          </Link>
        </li>
      ))}
    </ul>
  )
}
