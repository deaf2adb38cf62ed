import type { Me } from '@shouwang/console-api'
import { useTranslation } from 'react-i18next'
import { ReferralInbox } from '../parts/referral-inbox.tsx'

/** 转办 at a desk. */
export const ReferralsPage = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  return (
    <div className="dense">
      <header>
        <h1>{t('nav_referrals')}</h1>
      </header>
      <ReferralInbox me={me} />
    </div>
  )
}
