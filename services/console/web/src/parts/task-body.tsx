import type { Me, TaskDetailAnswer } from '@shouwang/console-api'
import { isOver } from '@shouwang/contracts'
import { useTranslation } from '../words/i18n.ts'
import { Entitlements } from './entitlements.tsx'
import { History } from './history.tsx'
import { ReportedLead } from './join-lead.tsx'
import { Members } from './members.tsx'
import { Programmes } from './programmes.tsx'
import { Leads } from './reasons.tsx'
import { RecordOutcome } from './record-outcome.tsx'
import './task.css'

/** Everything of a task, in the order of a visit. */
export const TaskBody = ({ task, me }: { task: TaskDetailAnswer; me: Me }) => {
  const { t } = useTranslation()
  return (
    <div className="task-body">
      {task.reported !== null && (
        <ReportedLead task={task} reported={task.reported} mayJoin={me.may.includes('work-tasks')} />
      )}
      <section>
        <h2>{t('why')}</h2>
        <Leads leads={task.leads} />
        {task.queue.length > 0 && (
          <p className="hint">
            {t('queuePlace')}
            {task.queue.join('；')}
          </p>
        )}
      </section>
      {me.may.includes('work-tasks') && (
        <section className="record" aria-label={t('recordOutcome')}>
          <h2>{t('recordOutcome')}</h2>
          <RecordOutcome task={task} me={me} />
        </section>
      )}
      <section>
        <h2>{t('family')}</h2>
        <Members
          members={task.members}
          callFor={me.may.includes('unmask-contact') && !isOver(task.status) ? task.taskId : undefined}
        />
      </section>
      <section>
        <h2>
          {t('enjoys')} · {t('mayBeOwed')}
        </h2>
        <Entitlements entitlements={task.entitlements} />
      </section>
      <Programmes programmes={task.programmes} />
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
