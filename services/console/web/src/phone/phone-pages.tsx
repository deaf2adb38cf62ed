import type { Me } from '@shouwang/console-api'
import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate, Route, Routes } from 'react-router'
import { beginKeeping, keepAnswer } from '../offline/session.ts'
import { useSending } from '../offline/use-outbox.ts'
import { Loading } from '../parts/notices.tsx'
import './phone.css'
import { HandoverPage } from '../parts/handover.tsx'
import { PhoneCase, PhoneCases, PhoneNotice } from './case-pages.tsx'
import { PhoneConference, PhoneConferences, PhoneMinutes, PhonePrecedents } from './conference-pages.tsx'
import { PhoneList, PhoneLists, PhoneReferrals } from './department-pages.tsx'
import { PhoneHousehold, PhoneTrace } from './household-page.tsx'
import { PhoneLeads, PhoneNewLead } from './lead-pages.tsx'
import { PhoneNotices } from './notices-page.tsx'
import { OutboxPage } from './outbox-page.tsx'
import { PhoneBoard, PhoneBoardPaper, PhonePublicity } from './publicity-pages.tsx'
import { TaskPage } from './task-page.tsx'
import { TodayPage } from './today-page.tsx'

const DraftsPage = lazy(() => import('../drafts/drafts-page.tsx').then((module) => ({ default: module.DraftsPage })))

const FormPage = lazy(() => import('../visit-form/form-page.tsx').then((module) => ({ default: module.FormPage })))
const FormPrint = lazy(() => import('../visit-form/form-print.tsx').then((module) => ({ default: module.FormPrint })))

const later = (page: ReactNode) => <Suspense fallback={<Loading />}>{page}</Suspense>

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
export const PhonePages = ({ me }: { me: Me }) => {
  useSending(me.staffNo)
  useEffect(() => {
    void beginKeeping(me).then(() => keepAnswer('/me', me))
    // Where the browser has none, the page says that this phone cannot be used without a network.
    void navigator.serviceWorker?.register('/sw.js').catch(() => undefined)
  }, [me])
  return (
    <Routes>
      <Route path="/tasks" element={<TodayPage me={me} />} />
      <Route path="/tasks/:taskId" element={<TaskPage me={me} />} />
      <Route path="/cases" element={<PhoneCases me={me} />} />
      <Route path="/cases/:caseId" element={<PhoneCase me={me} />} />
      <Route path="/cases/:caseId/notices/:decisionNo" element={<PhoneNotice />} />
      <Route path="/households/:householdNo" element={<PhoneHousehold />} />
      <Route path="/households/:householdNo/trace" element={<PhoneTrace />} />
      {me.may.includes('simulate-policy') && <Route path="/drafts/:proposal?" element={<PhoneDrafts me={me} />} />}
      <Route path="/households/:householdNo/handover" element={<HandoverPage />} />
      <Route path="/tasks/:taskId/form" element={later(<FormPage me={me} />)} />
      <Route path="/tasks/:taskId/form/print" element={later(<FormPrint />)} />
      <Route path="/leads" element={<PhoneLeads />} />
      <Route path="/leads/new" element={<PhoneNewLead me={me} />} />
      <Route path="/publicity" element={<PhonePublicity me={me} />} />
      <Route path="/publicity/:boardNo" element={<PhoneBoard me={me} />} />
      <Route path="/publicity/:boardNo/print" element={<PhoneBoardPaper />} />
      <Route path="/referrals" element={<PhoneReferrals me={me} />} />
      {me.may.includes('read-lists') && (
        <>
          <Route path="/lists" element={<PhoneLists me={me} />} />
          <Route path="/lists/:listNo" element={<PhoneList me={me} />} />
        </>
      )}
      {me.may.includes('read-conferences') && (
        <>
          <Route path="/conferences" element={<PhoneConferences />} />
          <Route path="/conferences/:conferenceId" element={<PhoneConference me={me} />} />
          <Route path="/conferences/:conferenceId/minutes" element={<PhoneMinutes />} />
          <Route path="/precedents" element={<PhonePrecedents me={me} />} />
        </>
      )}
      <Route path="/notices" element={<PhoneNotices />} />
      <Route path="/outbox" element={<OutboxPage />} />
      <Route path="*" element={<Navigate to="/tasks" replace />} />
    </Routes>
  )
}
