import type { CaseItem, CaseListAnswer } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { get, queryOf } from '../api.ts'
import { useTranslation } from '../words/i18n.ts'
import { yuanOf } from './amounts.ts'
import { Due } from './due.tsx'
import { EmptyNotice, Loading, ProblemNotice } from './notices.tsx'

/** The cases in hand, one card each, the soonest due first. */
export const CaseList = ({ owner, today }: { owner: 'me' | undefined; today: string }) => {
  const { t } = useTranslation()
  const query = queryOf({ owner, limit: 100 })
  const cases = useQuery({ queryKey: ['cases', query], queryFn: () => get<CaseListAnswer>(`/cases${query}`) })
  if (cases.isPending) return <Loading />
  if (cases.error !== null) return <ProblemNotice error={cases.error} retry={() => void cases.refetch()} />
  const { total, overdue } = cases.data
  if (total === 0) return <EmptyNotice title={t('noCasesTitle')}>{t('noCases')}</EmptyNotice>
  return (
    <>
      <p className="summary">
        {t('caseSummary', { total })}
        {overdue > 0 && <strong className="late">{t('caseOverdue', { count: overdue })}</strong>}
      </p>
      <ul className="cards">
        {cases.data.cases.map((known) => (
          <li key={known.caseId}>
            <CaseCard known={known} today={today} />
          </li>
        ))}
      </ul>
    </>
  )
}

const CaseCard = ({ known, today }: { known: CaseItem; today: string }) => {
  const { t } = useTranslation()
  return (
    <Link to={`/cases/${encodeURIComponent(known.caseId)}`} className="card">
      <div className="row">
        <span className="tag plain">{t(`matter_${known.matter}`)}</span>
        <span className="tag plain">{t(`step_${known.step}`)}</span>
        {known.status !== 'open' && <span className="tag">{t(`case_${known.status}`)}</span>}
        <Due on={known.dueOn} today={today} over={known.status === 'closed' || known.status === 'joined'} />
      </div>
      <h2>
        {known.headName} <span className="hint">{known.regionName}</span>
      </h2>
      <p>
        {t('caseOwner')}：{known.owner?.name ?? t('ownerNobody')}
        {known.givenFen > 0 && ` · ${t('given')} ${yuanOf(known.givenFen)} 元`}
      </p>
      <small className="source">
        {t('householdNo')} {known.householdNo} · {known.caseId}
      </small>
    </Link>
  )
}
