import type { Me } from '@shouwang/console-api'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate, Route, Routes } from 'react-router'
import { Loading } from '../parts/notices.tsx'
import './phone.css'
import { HandoverPage } from '../parts/handover.tsx'
import { PhoneCase, PhoneCases, PhoneNotice } from './case-pages.tsx'
import { PhoneHousehold } from './household-page.tsx'
import { TaskPage } from './task-page.tsx'
import { TodayPage } from './today-page.tsx'

const DraftsPage = lazy(() => import('../drafts/drafts-page.tsx').then((module) => ({ default: module.DraftsPage })))

const PhoneDrafts = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  return (
    <div className="phone">
      <main>
        <Link to="/tasks">{t('todaysTasks')}</Link>
        <Suspense fallback={<Loading />}>
          <DraftsPage me={me} />
        </Suspense>
      </main>
    </div>
  )
}

/** What fits a phone: today's tasks, the cases in hand, one of either, and the file of a household; and drafts of policy, for who signs them. */
export const PhonePages = ({ me }: { me: Me }) => (
  <Routes>
    <Route path="/tasks" element={<TodayPage me={me} />} />
    <Route path="/tasks/:taskId" element={<TaskPage me={me} />} />
    <Route path="/cases" element={<PhoneCases me={me} />} />
    <Route path="/cases/:caseId" element={<PhoneCase me={me} />} />
    <Route path="/cases/:caseId/notices/:decisionNo" element={<PhoneNotice />} />
    <Route path="/households/:householdNo" element={<PhoneHousehold />} />
    {me.may.includes('simulate-policy') && <Route path="/drafts/:proposal?" element={<PhoneDrafts me={me} />} />}
    <Route path="/households/:householdNo/handover" element={<HandoverPage />} />
    <Route path="*" element={<Navigate to="/tasks" replace />} />
  </Routes>
)
