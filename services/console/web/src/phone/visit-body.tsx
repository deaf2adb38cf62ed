import type { Me, TaskDetailAnswer } from '@shouwang/console-api'
import { Entitlements } from '../parts/entitlements.tsx'
import { History } from '../parts/history.tsx'
import { ReportedLead } from '../parts/join-lead.tsx'
import { Programmes } from '../parts/programmes.tsx'
import { Leads } from '../parts/reasons.tsx'
import { useTranslation } from '../words/i18n.ts'
import { VisitResult } from './visit-result.tsx'
import { WhoAndWhere } from './who-and-where.tsx'
import '../parts/task.css'

/** A card in the order of the work: who and where, why, what they have, what to ask, papers, and then the result. */
export const VisitBody = ({ task, me }: { task: TaskDetailAnswer; me: Me }) => {
  const { t } = useTranslation()
  return (
    <div className="task-body">
      {task.reported !== null && (
        <ReportedLead task={task} reported={task.reported} mayJoin={me.may.includes('work-tasks')} />
      )}
      <WhoAndWhere task={task} />
      <section>
        <h2>{t('why')}</h2>
        <Leads leads={task.leads} />
      </section>
      {task.reported === null && (
        <section>
          <h2>{t('haveAndOwed')}</h2>
          <Entitlements entitlements={task.entitlements} />
        </section>
      )}
      <Programmes programmes={task.programmes} />
      {me.may.includes('work-tasks') && <VisitResult task={task} me={me} />}
      {task.earlier.length > 0 && (
        <section>
          <h2>{t('earlierVisits')}</h2>
          <ul className="plain-list">
            {task.earlier.map(({ day, byName, text }) => (
              <li key={`${day}${text}`}>
                <p>{text}</p>
                <small className="source">
                  {byName} · {day}
                </small>
              </li>
            ))}
          </ul>
        </section>
      )}
      {task.unknown.length > 0 && (
        <section>
          <h2>{t('unknownYet')}</h2>
          <ul className="plain-list">
            {task.unknown.map(({ indicatorName, missing }) => (
              <li key={indicatorName}>
                {indicatorName}：{missing.join('；')}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>{t('history')}</h2>
        <History history={task.history} />
      </section>
    </div>
  )
}
