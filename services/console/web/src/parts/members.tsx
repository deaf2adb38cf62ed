import type { LookPurpose, MaskedPerson } from '@shouwang/console-api'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../api.ts'
import { useTranslation } from '../words/i18n.ts'
import { ProblemNotice } from './notices.tsx'
import { Sheet } from './sheet.tsx'

const CHILD_UNDER = 14
const PURPOSES = ['contact', 'visit', 'apply'] as const satisfies readonly LookPurpose[]

/** The family, names masked, with a button to call whoever has a phone, for the task `callFor`. Children are not called. */
export const Members = ({ members, callFor }: { members: readonly MaskedPerson[]; callFor: string | undefined }) => {
  const { t } = useTranslation()
  const [calling, setCalling] = useState<MaskedPerson | undefined>()
  return (
    <>
      <ul className="members">
        {members.map((member) => (
          <li key={member.person}>
            <div>
              <strong>{member.name}</strong>{' '}
              <span className="hint">
                {[member.relation, member.age === null ? null : t('years', { age: member.age })]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              {member.deathReportedOn !== null && (
                <span className="tag plain">{t('reportedDead', { day: member.deathReportedOn })}</span>
              )}
              <div className="source">{member.phone ?? t('noPhone')}</div>
            </div>
            {member.phone !== null && callFor !== undefined && (member.age === null || member.age >= CHILD_UNDER) && (
              <button type="button" className="button" onClick={() => setCalling(member)}>
                {t('call')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {calling !== undefined && callFor !== undefined && (
        <CallSheet member={calling} taskId={callFor} close={() => setCalling(undefined)} />
      )}
    </>
  )
}

/** Asks for the purpose, then shows the number as a link that dials. */
const CallSheet = (props: { member: MaskedPerson; taskId: string; close: () => void }) => {
  const { member, taskId, close } = props
  const { t } = useTranslation()
  const look = useMutation({
    mutationFn: (purpose: LookPurpose) =>
      post<{ value: string | null }>('/unmask', { person: member.person, field: 'phone', taskId, purpose }),
  })
  const phone = look.data?.value
  return (
    <Sheet title={`${t('call')} · ${member.name}`} close={close}>
      {phone === undefined || phone === null ? (
        <>
          <p className="hint">{t('callWhy')}</p>
          <div className="chips">
            {PURPOSES.map((purpose) => (
              <button
                key={purpose}
                type="button"
                className="chip"
                disabled={look.isPending}
                onClick={() => look.mutate(purpose)}
              >
                {t(`purpose_${purpose}`)}
              </button>
            ))}
          </div>
          {look.error !== null && <ProblemNotice error={look.error} />}
        </>
      ) : (
        <a className="button primary wide" href={`tel:${phone}`}>
          {t('callNow', { phone })}
        </a>
      )}
    </Sheet>
  )
}
