import type { Me } from '@shouwang/console-api'
import { Link, useParams } from 'react-router'
import { CaseList } from '../parts/case-list.tsx'
import { CasePart } from '../parts/case-part.tsx'
import { DecisionNotice } from '../parts/decision-notice.tsx'
import { useTranslation } from '../words/i18n.ts'
import { Top } from './top.tsx'

/** The cases of whoever holds the phone, the soonest due first. */
export const PhoneCases = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  return (
    <div className="phone">
      <Top title={t('myCases')} back="/tasks" />
      <main>
        <p className="row">
          <Link to="/notices">{t('nav_notices')}</Link>
          <Link to="/referrals">{t('referralInbox')}</Link>
          {me.may.includes('read-conferences') && <Link to="/conferences">{t('nav_conferences')}</Link>}
          {me.may.includes('read-official-kin') && <Link to="/official-kin">{t('nav_officialKin')}</Link>}
          {me.may.includes('read-publicity') && <Link to="/publicity">{t('nav_publicity')}</Link>}
        </p>
        <CaseList owner="me" today={me.today} />
      </main>
    </div>
  )
}

/** One case on a phone. */
export const PhoneCase = ({ me }: { me: Me }) => {
  const { caseId = '' } = useParams()
  return (
    <div className="phone">
      <Top title={caseId} back="/cases" />
      <main>
        <CasePart caseId={caseId} me={me} />
      </main>
    </div>
  )
}

/** The notice of one decision on a phone. */
export const PhoneNotice = () => {
  const { t } = useTranslation()
  const { caseId = '', decisionNo = '' } = useParams()
  return (
    <div className="phone">
      <Top title={t('noticePrint')} back={`/cases/${encodeURIComponent(caseId)}`} />
      <main>
        <DecisionNotice caseId={caseId} decisionNo={decisionNo} />
      </main>
    </div>
  )
}
