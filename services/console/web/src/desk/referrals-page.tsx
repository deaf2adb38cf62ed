import type { Me } from '@shouwang/console-api'
import { ReferralInbox } from '../parts/referral-inbox.tsx'
import { useTranslation } from '../words/i18n.ts'

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
