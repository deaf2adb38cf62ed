import type { Me, ReferralListAnswer } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { get, queryOf } from '../api.ts'
import { useTranslation } from '../words/i18n.ts'
import { EmptyNotice, Loading, ProblemNotice } from './notices.tsx'
import { ReferralAnswers } from './referral-answers.tsx'
import { ReferralCard } from './referral-card.tsx'

const FILTERS = [
  ['referralUnderWay', {}],
  ['referralLate', { overdue: 'true' }],
  ['referralAll', { status: 'sent,accepted,returned,done,recalled' }],
] as const

/** What was referred to one's office, or from one's regions, the soonest due first; with the answers where they are one's own. */
export const ReferralInbox = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const [filter, setFilter] = useState<(typeof FILTERS)[number]>(FILTERS[0])
  const query = queryOf({ ...filter[1] })
  const inbox = useQuery({
    queryKey: ['referrals', query],
    queryFn: () => get<ReferralListAnswer>(`/referrals${query}`),
  })
  return (
    <>
      <nav className="filters" aria-label={t('referralInbox')}>
        {FILTERS.map((one) => (
          <button
            key={one[0]}
            type="button"
            className="chip"
            aria-pressed={one[0] === filter[0]}
            onClick={() => setFilter(one)}
          >
            {t(one[0])}
          </button>
        ))}
      </nav>
      {inbox.isPending && <Loading />}
      {inbox.error !== null && <ProblemNotice error={inbox.error} retry={() => void inbox.refetch()} />}
      {inbox.data !== undefined && (
        <p className="summary">
          {t('referralSummary', { total: inbox.data.total })}
          {inbox.data.overdue > 0 && (
            <strong className="late"> {t('referralOverdue', { count: inbox.data.overdue })}</strong>
          )}
        </p>
      )}
      {inbox.data?.total === 0 && <EmptyNotice title={t('noReferralsTitle')}>{t('noReferrals')}</EmptyNotice>}
      {inbox.data?.referrals.map((item) => (
        <ReferralCard key={item.referralId} item={item} today={me.today}>
          {item.mayAnswer && <ReferralAnswers item={item} today={me.today} />}
          {item.caseId !== null && (
            <p>
              <Link to={`/cases/${encodeURIComponent(item.caseId)}`}>{item.caseId}</Link>
            </p>
          )}
        </ReferralCard>
      ))}
    </>
  )
}
