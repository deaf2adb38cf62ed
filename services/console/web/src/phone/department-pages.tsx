import type { Me } from '@shouwang/console-api'
import { useTranslation } from 'react-i18next'
import './phone.css'
import { ReferralInbox } from '../parts/referral-inbox.tsx'
import { SessionButtons } from '../parts/session-buttons.tsx'
import { Top } from './top.tsx'

/** The inbox of an office or an organisation on a phone: what was referred to it, and nothing else. */
export const DepartmentPages = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  return (
    <div className="phone">
      <header className="top">
        <div>
          <h1>
            {t('referralInbox')} <small>{me.today}</small>
          </h1>
          <p>
            {me.name} · {me.department === null ? '' : t(`department_${me.department}`)} {me.unit}
          </p>
        </div>
        <SessionButtons />
      </header>
      <main>
        <ReferralInbox me={me} />
      </main>
    </div>
  )
}

/** What the regions of whoever holds the phone handed to offices. */
export const PhoneReferrals = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  return (
    <div className="phone">
      <Top title={t('referralInbox')} back="/cases" />
      <main>
        <ReferralInbox me={me} />
      </main>
    </div>
  )
}
