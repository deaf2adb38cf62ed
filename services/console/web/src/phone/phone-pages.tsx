import type { Action, Me } from '@shouwang/console-api'
import { useIsFetching } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { Link, Navigate, Route, Routes } from 'react-router'
import { keepPages } from '../offline/keep-pages.ts'
import { beginKeeping, keepAnswer } from '../offline/session.ts'
import { useSending } from '../offline/use-outbox.ts'
import { EmptyNotice, Loading } from '../parts/notices.tsx'
import { Only } from '../parts/only.tsx'
import { useTranslation } from '../words/i18n.ts'
import './phone.css'
import { PhoneLeads, PhoneNewLead } from './lead-pages.tsx'
import { PhoneNotices } from './notices-page.tsx'
import { OutboxPage } from './outbox-page.tsx'
import { TaskPage } from './task-page.tsx'
import { TodayPage } from './today-page.tsx'
import { Top } from './top.tsx'

const DraftsPage = lazy(() => import('../drafts/drafts-page.tsx').then((module) => ({ default: module.DraftsPage })))

const FormPage = lazy(() => import('../visit-form/form-page.tsx').then((module) => ({ default: module.FormPage })))
const PatrolPage = lazy(() => import('./patrol-page.tsx').then((module) => ({ default: module.PatrolPage })))
const FormPrint = lazy(() => import('../visit-form/form-print.tsx').then((module) => ({ default: module.FormPrint })))

const PhoneCases = lazy(() => import('./case-pages.tsx').then((module) => ({ default: module.PhoneCases })))
const PhoneCase = lazy(() => import('./case-pages.tsx').then((module) => ({ default: module.PhoneCase })))
const PhoneNotice = lazy(() => import('./case-pages.tsx').then((module) => ({ default: module.PhoneNotice })))
const PhoneConferences = lazy(() =>
  import('./conference-pages.tsx').then((module) => ({ default: module.PhoneConferences })),
)
const PhoneConference = lazy(() =>
  import('./conference-pages.tsx').then((module) => ({ default: module.PhoneConference })),
)
const PhoneMinutes = lazy(() => import('./conference-pages.tsx').then((module) => ({ default: module.PhoneMinutes })))
const PhonePrecedents = lazy(() =>
  import('./conference-pages.tsx').then((module) => ({ default: module.PhonePrecedents })),
)
const PhoneReferrals = lazy(() =>
  import('./department-pages.tsx').then((module) => ({ default: module.PhoneReferrals })),
)
const PhoneLists = lazy(() => import('./department-pages.tsx').then((module) => ({ default: module.PhoneLists })))
const PhoneList = lazy(() => import('./department-pages.tsx').then((module) => ({ default: module.PhoneList })))
const PhonePublicity = lazy(() =>
  import('./publicity-pages.tsx').then((module) => ({ default: module.PhonePublicity })),
)
const PhoneBoard = lazy(() => import('./publicity-pages.tsx').then((module) => ({ default: module.PhoneBoard })))
const PhoneBoardPaper = lazy(() =>
  import('./publicity-pages.tsx').then((module) => ({ default: module.PhoneBoardPaper })),
)
const PhoneOfficialKin = lazy(() =>
  import('./official-kin-pages.tsx').then((module) => ({ default: module.PhoneOfficialKin })),
)
const PhoneOfficialKinFamily = lazy(() =>
  import('./official-kin-pages.tsx').then((module) => ({ default: module.PhoneOfficialKinFamily })),
)
const PhoneHousehold = lazy(() => import('./household-page.tsx').then((module) => ({ default: module.PhoneHousehold })))
const PhoneTrace = lazy(() => import('./household-page.tsx').then((module) => ({ default: module.PhoneTrace })))
const HandoverPage = lazy(() => import('../parts/handover.tsx').then((module) => ({ default: module.HandoverPage })))

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

/** A page that only tells why there is nothing else. */
const Told = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className="phone">
    <Top title={title} back="/tasks" />
    <main>{children}</main>
  </div>
)

const NoPage = () => {
  const { t } = useTranslation()
  return (
    <Told title={t('noPageTitle')}>
      <EmptyNotice title={t('noPageTitle')}>{t('noPage')}</EmptyNotice>
    </Told>
  )
}

/** What fits a phone: today's tasks, the cases in hand, one of either, and the file of a household; and drafts of policy, for who signs them. */
export const PhonePages = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  useSending(me.staffNo)
  useEffect(() => {
    void beginKeeping(me).then(() => keepAnswer('/me', me))
  }, [me])
  const quiet = useIsFetching() === 0
  useEffect(() => {
    if (quiet) void keepPages()
  }, [quiet])
  const only = (may: Action, page: ReactNode) =>
    me.may.includes(may) ? (
      later(page)
    ) : (
      <Told title={t('notAllowedTitle')}>
        <Only me={me} may={may} />
      </Told>
    )
  return (
    <Routes>
      <Route path="/tasks" element={<TodayPage me={me} />} />
      <Route path="/tasks/:taskId" element={<TaskPage me={me} />} />
      <Route path="/cases" element={later(<PhoneCases me={me} />)} />
      <Route path="/cases/:caseId" element={later(<PhoneCase me={me} />)} />
      <Route path="/cases/:caseId/notices/:decisionNo" element={later(<PhoneNotice />)} />
      <Route path="/households/:householdNo" element={later(<PhoneHousehold />)} />
      <Route path="/households/:householdNo/trace" element={later(<PhoneTrace />)} />
      <Route path="/drafts/:proposal?" element={only('simulate-policy', <PhoneDrafts me={me} />)} />
      <Route path="/households/:householdNo/handover" element={later(<HandoverPage />)} />
      <Route path="/tasks/:taskId/form" element={later(<FormPage me={me} />)} />
      <Route path="/tasks/:taskId/form/print" element={later(<FormPrint />)} />
      <Route path="/patrols" element={later(<PatrolPage me={me} />)} />
      <Route path="/leads" element={<PhoneLeads />} />
      <Route path="/leads/new" element={<PhoneNewLead me={me} />} />
      <Route path="/publicity" element={later(<PhonePublicity me={me} />)} />
      <Route path="/publicity/:boardNo" element={later(<PhoneBoard me={me} />)} />
      <Route path="/publicity/:boardNo/print" element={later(<PhoneBoardPaper />)} />
      <Route path="/referrals" element={later(<PhoneReferrals me={me} />)} />
      <Route path="/official-kin" element={only('read-official-kin', <PhoneOfficialKin />)} />
      <Route
        path="/official-kin/:householdNo"
        element={only('read-official-kin', <PhoneOfficialKinFamily me={me} />)}
      />
      <Route path="/lists" element={only('read-lists', <PhoneLists me={me} />)} />
      <Route path="/lists/:listNo" element={only('read-lists', <PhoneList me={me} />)} />
      <Route path="/conferences" element={only('read-conferences', <PhoneConferences />)} />
      <Route path="/conferences/:conferenceId" element={only('read-conferences', <PhoneConference me={me} />)} />
      <Route path="/conferences/:conferenceId/minutes" element={only('read-conferences', <PhoneMinutes />)} />
      <Route path="/precedents" element={only('read-conferences', <PhonePrecedents me={me} />)} />
      <Route path="/notices" element={<PhoneNotices />} />
      <Route path="/outbox" element={<OutboxPage />} />
      <Route path="/" element={<Navigate to="/tasks" replace />} />
      <Route path="*" element={<NoPage />} />
    </Routes>
  )
}
