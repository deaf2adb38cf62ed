import type { LeadListAnswer } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { get } from '../api.ts'
import { useTranslation } from '../words/i18n.ts'
import { spaced } from './join-lead.tsx'
import { EmptyNotice, Loading, ProblemNotice } from './notices.tsx'

/** Leads that people told of, and what came of them by channel: nothing of who told how many. */
export const LeadList = () => {
  const { t } = useTranslation()
  const leads = useQuery({ queryKey: ['leads'], queryFn: () => get<LeadListAnswer>('/leads') })
  if (leads.isPending) return <Loading />
  if (leads.error !== null) return <ProblemNotice error={leads.error} retry={() => void leads.refetch()} />
  const { from, to, yields } = leads.data
  return (
    <>
      <h2>{t('leadsByChannel')}</h2>
      <ul className="plain-list panel">
        {yields.map(({ channel, ...of }) => (
          <li key={channel}>
            <strong>{t(`channel_${channel}`)}</strong> {t('leadsYield', of)}{' '}
            <span className="hint">{t('leadsHelped', of)}</span>
          </li>
        ))}
      </ul>
      <h2>{t('leadsSpan', { from, to })}</h2>
      {leads.data.leads.length === 0 && <EmptyNotice title={t('leadsNoneTitle')}>{t('leadsNone')}</EmptyNotice>}
      <ul className="cards">
        {leads.data.leads.map(({ leadNo, channel, kind, urgency, regionName, reportedOn, state, taskId }) => (
          <li key={leadNo} className="card">
            <div className="row">
              <span className={`tag ${state === 'joined' ? 'good' : 'plain'}`}>{t(`leadState_${state}`)}</span>
              <span className="source">{reportedOn}</span>
            </div>
            <p>
              {regionName} · {t(`leadKind_${kind}`)} · {t(`urgency_${urgency}`)}
            </p>
            <small className="source">
              {t(`channel_${channel}`)} · {t('leadNumber')} {spaced(leadNo)}
            </small>
            {taskId !== null && (
              <Link className="button quiet" to={`/tasks/${encodeURIComponent(taskId)}`}>
                {t('leadTask')}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
