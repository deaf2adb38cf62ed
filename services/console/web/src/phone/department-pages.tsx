import type { Me } from '@shouwang/console-api'
import { Link, Route, Routes, useParams } from 'react-router'
import { useTranslation } from '../words/i18n.ts'
import './phone.css'
import { DepartmentListPart } from '../parts/department-list.tsx'
import { DepartmentLists } from '../parts/department-lists.tsx'
import { ReferralInbox } from '../parts/referral-inbox.tsx'
import { SessionButtons } from '../parts/session-buttons.tsx'
import { Top } from './top.tsx'

/** What an office or an organisation sees on a phone: what was referred to it, lists drawn for it, and nothing else. */
export const DepartmentPages = ({ me }: { me: Me }) => (
  <Routes>
    <Route path="/lists" element={<PhoneLists me={me} />} />
    <Route path="/lists/:listNo" element={<PhoneList me={me} />} />
    <Route path="*" element={<Inbox me={me} />} />
  </Routes>
)

const Inbox = ({ me }: { me: Me }) => {
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
        <Link to="/lists">{t('nav_lists')}</Link>
        <ReferralInbox me={me} />
      </main>
    </div>
  )
}

/** Lists on a phone. */
export const PhoneLists = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  return (
    <div className="phone">
      <Top title={t('nav_lists')} back="/referrals" />
      <main>
        <DepartmentLists me={me} />
      </main>
    </div>
  )
}

/** One list on a phone. */
export const PhoneList = ({ me }: { me: Me }) => {
  const { listNo = '' } = useParams()
  return (
    <div className="phone">
      <Top title={listNo} back="/lists" />
      <main>
        <DepartmentListPart listNo={listNo} me={me} />
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
        {me.may.includes('read-lists') && <Link to="/lists">{t('nav_lists')}</Link>}
        <ReferralInbox me={me} />
      </main>
    </div>
  )
}
