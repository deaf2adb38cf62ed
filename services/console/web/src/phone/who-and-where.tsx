import type { TaskDetailAnswer, VisitCard } from '@shouwang/console-api'
import { isOver } from '@shouwang/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { openVisit } from '../offline/open-visit.ts'
import { Members } from '../parts/members.tsx'
import { ProblemNotice } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'

/** Whom to find and where: after one look that is kept in the audit, full names, the address with the way, and calls. */
export const WhoAndWhere = ({ task }: { task: TaskDetailAnswer }) => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const open = useMutation({
    mutationFn: () => openVisit(queries, task.taskId),
  })
  if (task.visit !== null && task.reported !== null) return null
  if (task.visit !== null) return <Opened task={task} visit={task.visit} />
  return (
    <section>
      <h2>{t('whoWhere')}</h2>
      <Members members={task.members} callFor={undefined} />
      {!isOver(task.status) && (
        <>
          {task.mayVisit ? (
            <button
              type="button"
              className="button primary wide"
              disabled={open.isPending}
              onClick={() => open.mutate()}
            >
              {t('openVisit')}
            </button>
          ) : null}
          <p className="hint">{t(task.mayVisit ? 'openVisitWhy' : 'openVisitNotYours')}</p>
        </>
      )}
      {open.error !== null && <ProblemNotice error={open.error} />}
    </section>
  )
}

const Opened = ({ task, visit }: { task: TaskDetailAnswer; visit: VisitCard }) => {
  const { t } = useTranslation()
  const memberOf = (person: string) => task.members.find((member) => member.person === person)
  return (
    <section>
      <h2>{t('whoWhere')}</h2>
      {visit.addresses.length === 0 && <p className="hint">{t('noAddress')}</p>}
      {visit.addresses.map((address) => (
        <div key={address} className="address">
          <p>{address}</p>
          <a className="button" href={mapOf(address)} aria-label={t('navigateTo', { address })}>
            {t('navigate')}
          </a>
        </div>
      ))}
      <ul className="members">
        {visit.people.map(({ person, name, relation, phone }) => {
          const member = memberOf(person)
          const about = [relation, member?.age == null ? null : t('years', { age: member.age })]
          const child = member?.age != null && member.age < CHILD_UNDER
          return (
            <li key={person}>
              <div>
                <strong>{name}</strong> <span className="hint">{about.filter(Boolean).join(' · ')}</span>
                {member?.deathReportedOn != null && (
                  <span className="tag plain">{t('reportedDead', { day: member.deathReportedOn })}</span>
                )}
                <div className="source">{phone ?? t(child ? 'childNotCalled' : 'noPhone')}</div>
              </div>
              {phone !== null && (
                <a className="button" href={`tel:${phone}`} aria-label={t('callName', { name })}>
                  {t('call')}
                </a>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

const CHILD_UNDER = 14

/** Hands an address to the map that the phone has; no map service of ours hears of it. */
export const mapOf = (address: string): string =>
  /iPhone|iPad|Mac OS/.test(navigator.userAgent)
    ? `https://maps.apple.com/?q=${encodeURIComponent(address)}`
    : `geo:0,0?q=${encodeURIComponent(address)}`
