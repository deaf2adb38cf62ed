import type { CaseDetailAnswer, Me } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { get } from '../api.ts'
import { useTranslation } from '../words/i18n.ts'
import { AidLines } from './aid-lines.tsx'
import { yuanOf } from './amounts.ts'
import { CallConference } from './call-conference.tsx'
import { CaseActions } from './case-actions.tsx'
import { CaseReferrals } from './case-referrals.tsx'
import { CaseWatch } from './case-watch.tsx'
import { Due } from './due.tsx'
import { History } from './history.tsx'
import { Loading, ProblemNotice } from './notices.tsx'
import { KinNote } from './official-kin-part.tsx'
import './case.css'
import './task.css'

/** One case: how far it has come, who has it and until when, what was decided and given, and all that happened. */
export const CasePart = ({ caseId, me }: { caseId: string; me: Me }) => {
  const { t } = useTranslation()
  const known = useQuery({
    queryKey: ['case', caseId],
    queryFn: () => get<CaseDetailAnswer>(`/cases/${encodeURIComponent(caseId)}`),
  })
  if (known.isPending) return <Loading />
  if (known.error !== null) return <ProblemNotice error={known.error} retry={() => void known.refetch()} />
  const detail = known.data
  return (
    <article className="card case-part" aria-label={caseId}>
      <Standing detail={detail} today={me.today} />
      <KinNote note={detail.officialKin} householdNo={detail.householdNo} />
      <CaseWatch detail={detail} me={me} />
      <CaseActions detail={detail} me={me} />
      <CaseReferrals detail={detail} me={me} />
      {me.may.includes('hold-conferences') && detail.status === 'open' && <CallConference caseId={caseId} me={me} />}
      <Conferred detail={detail} />
      <AidLines title={t('otherAid')} aid={detail.otherAid} />
      <h3>{t('caseHistory')}</h3>
      <History history={detail.history} />
    </article>
  )
}

const Conferred = ({ detail }: { detail: CaseDetailAnswer }) => {
  const { t } = useTranslation()
  return detail.conferences.map(({ conferenceId, day, result, programmeName, amountFen, conditions }) => (
    <p key={conferenceId}>
      <Link to={`/conferences/${encodeURIComponent(conferenceId)}`}>
        {t('conferenceDecision')} {day}
      </Link>{' '}
      {t(`conferred_${result}`)} {programmeName} {amountFen > 0 && `${yuanOf(amountFen)} 元`}
      {conditions.map(({ what, lookOn }) => `；${what}（${lookOn}）`).join('')}
    </p>
  ))
}

const Standing = ({ detail, today }: { detail: CaseDetailAnswer; today: string }) => {
  const { t } = useTranslation()
  const over = detail.status === 'closed' || detail.status === 'joined'
  return (
    <>
      <div className="row">
        <span className="tag plain">{t(`matter_${detail.matter}`)}</span>
        {detail.department !== null && <span className="tag plain">{t(`department_${detail.department}`)}</span>}
        <span className="tag plain">{t(`class_${detail.class}`)}</span>
        <span className="tag plain">{t(`kind_${detail.kind}`)}</span>
        <span className="tag">{t(`case_${detail.status}`)}</span>
        <Due on={detail.dueOn} today={today} over={over} />
      </div>
      <h2>
        {detail.headName} <span className="hint">{detail.regionName}</span>
      </h2>
      <Link to={`/households/${encodeURIComponent(detail.householdNo)}`}>
        {t('fileOpen')} {detail.householdNo}
      </Link>{' '}
      <Link
        to={`/households/${encodeURIComponent(detail.householdNo)}/trace?case=${encodeURIComponent(detail.caseId)}`}
      >
        {t('traceOpen')}
      </Link>
      <p>
        {t('caseStep')}：{t(`step_${detail.step}`)} · {t('caseOwner')}：{detail.owner?.name ?? t('ownerNobody')}
      </p>
      <p>
        {t('granted')} {yuanOf(detail.grantedFen)} 元 · {t('given')} {yuanOf(detail.givenFen)} 元
      </p>
      {detail.papersDueOn !== null && <p className="late">{t('papersDue', { day: detail.papersDueOn })}</p>}
      {detail.taskIds.length > 0 && (
        <p>
          {t('fromTasks')}：
          {detail.taskIds.map((taskId) => (
            <Link key={taskId} to={`/tasks/${encodeURIComponent(taskId)}`}>
              {taskId}{' '}
            </Link>
          ))}
        </p>
      )}
    </>
  )
}
