import type { TraceAnswer, TraceKind } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { get, queryOf } from '../api.ts'
import { useTranslation } from '../words/i18n.ts'
import { momentOf } from './history.tsx'
import { EmptyNotice, Loading, ProblemNotice } from './notices.tsx'

/** 全程追溯: each step from a department's row to the end of the case, with when and who. */
export const Trace = ({ householdNo, caseId }: { householdNo: string; caseId: string | undefined }) => {
  const { t } = useTranslation()
  const query = queryOf({ case: caseId })
  const trace = useQuery({
    queryKey: ['trace', householdNo, query],
    queryFn: () => get<TraceAnswer>(`/households/${encodeURIComponent(householdNo)}/trace${query}`),
  })
  if (trace.isPending) return <Loading />
  if (trace.error !== null) return <ProblemNotice error={trace.error} retry={() => void trace.refetch()} />
  const { headName, regionName, steps } = trace.data
  if (steps.length === 0) return <EmptyNotice title={t('traceTitle')}>{t('traceNone')}</EmptyNotice>
  return (
    <article aria-label={t('traceTitle')}>
      <h2>
        <Link to={`/households/${encodeURIComponent(householdNo)}`}>{headName}</Link>{' '}
        <span className="hint">{regionName}</span>
      </h2>
      <p className="hint">{t('traceHint')}</p>
      <ol className="history">
        {steps.map(({ kind, at, byName, text, about, days }) => (
          <li key={kind + at + text}>
            <p>
              <span className="tag plain">{t(`trace_${kind}`)}</span> {text}
            </p>
            <small className="source">
              {byName} · {at.length > 10 ? momentOf(at) : at}
              {days !== null && ` · ${t('traceDays', { days })}`}
              {about !== null && <About kind={kind} about={about} />}
            </small>
          </li>
        ))}
      </ol>
    </article>
  )
}

const CASE_KINDS: readonly TraceKind[] = [
  ...(['case', 'check', 'referral', 'conference', 'decision', 'payment', 'return-visit'] as const),
]

const About = ({ kind, about }: { kind: TraceKind; about: string }) => {
  if (kind === 'row') return <> · {about}</>
  const to = CASE_KINDS.includes(kind) ? '/cases' : '/tasks'
  return (
    <>
      {' '}
      · <Link to={`${to}/${encodeURIComponent(about)}`}>{about}</Link>
    </>
  )
}
