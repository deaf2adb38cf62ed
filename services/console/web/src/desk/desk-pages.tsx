import type { Action, Me } from '@shouwang/console-api'
import { lazy, type ReactNode, Suspense } from 'react'
import { Navigate, NavLink, Route, Routes } from 'react-router'
import { HandoverPage } from '../parts/handover.tsx'
import { EmptyNotice, Loading } from '../parts/notices.tsx'
import { Only } from '../parts/only.tsx'
import { SessionButtons } from '../parts/session-buttons.tsx'
import { useTranslation } from '../words/i18n.ts'
import './desk.css'
import { TasksPage } from './tasks-page.tsx'
import { WithComponents } from './with-components.tsx'

const FeedsPage = lazy(() => import('./feeds-page.tsx').then((module) => ({ default: module.FeedsPage })))
const FeedDraftPage = lazy(() =>
  import('../feed-draft/feed-draft-page.tsx').then((module) => ({ default: module.FeedDraftPage })),
)
const QuarantinePage = lazy(() =>
  import('./quarantine-page.tsx').then((module) => ({ default: module.QuarantinePage })),
)
const StandardsPage = lazy(() => import('./standards-page.tsx').then((module) => ({ default: module.StandardsPage })))
const CasesPage = lazy(() => import('./cases-page.tsx').then((module) => ({ default: module.CasesPage })))
const HouseholdPage = lazy(() => import('./household-page.tsx').then((module) => ({ default: module.HouseholdPage })))

const WorkloadPage = lazy(() => import('./workload-page.tsx').then((module) => ({ default: module.WorkloadPage })))
const SupervisionPage = lazy(() =>
  import('./supervision-page.tsx').then((module) => ({ default: module.SupervisionPage })),
)
const OverviewPage = lazy(() => import('./overview-page.tsx').then((module) => ({ default: module.OverviewPage })))
const PatrolsPage = lazy(() => import('./patrols-page.tsx').then((module) => ({ default: module.PatrolsPage })))
const LeadsPage = lazy(() => import('./leads-page.tsx').then((module) => ({ default: module.LeadsPage })))
const FormPage = lazy(() => import('../visit-form/form-page.tsx').then((module) => ({ default: module.FormPage })))
const FormPrint = lazy(() => import('../visit-form/form-print.tsx').then((module) => ({ default: module.FormPrint })))
const RingsPage = lazy(() => import('./rings-page.tsx').then((module) => ({ default: module.RingsPage })))
const RecipientsPage = lazy(() =>
  import('../reports/recipients-page.tsx').then((module) => ({ default: module.RecipientsPage })),
)
const GrowthPage = lazy(() => import('../reports/growth-page.tsx').then((module) => ({ default: module.GrowthPage })))
const EvaluationPage = lazy(() =>
  import('../reports/evaluation-page.tsx').then((module) => ({ default: module.EvaluationPage })),
)
const PartnersPage = lazy(() =>
  import('../reports/partners-page.tsx').then((module) => ({ default: module.PartnersPage })),
)
const ShadowPage = lazy(() => import('./shadow-page.tsx').then((module) => ({ default: module.ShadowPage })))
const StockPage = lazy(() => import('./stock-page.tsx').then((module) => ({ default: module.StockPage })))
const NoticePage = lazy(() => import('./notice-page.tsx').then((module) => ({ default: module.NoticePage })))
const NoticesPage = lazy(() => import('./notices-page.tsx').then((module) => ({ default: module.NoticesPage })))
const ReferralsPage = lazy(() => import('./referrals-page.tsx').then((module) => ({ default: module.ReferralsPage })))
const ConferencesPage = lazy(() =>
  import('./conferences-page.tsx').then((module) => ({ default: module.ConferencesPage })),
)
const MinutesPage = lazy(() => import('./conferences-page.tsx').then((module) => ({ default: module.MinutesPage })))
const PrecedentsPage = lazy(() =>
  import('./conferences-page.tsx').then((module) => ({ default: module.PrecedentsPage })),
)
const TracePage = lazy(() => import('./trace-page.tsx').then((module) => ({ default: module.TracePage })))
const PublicityPage = lazy(() => import('./publicity-page.tsx').then((module) => ({ default: module.PublicityPage })))
const BoardPage = lazy(() => import('./publicity-page.tsx').then((module) => ({ default: module.BoardPage })))
const OfficialKinPage = lazy(() =>
  import('./official-kin-page.tsx').then((module) => ({ default: module.OfficialKinPage })),
)
const ListsPage = lazy(() => import('./lists-page.tsx').then((module) => ({ default: module.ListsPage })))
const FundsPage = lazy(() => import('./funds-page.tsx').then((module) => ({ default: module.FundsPage })))
const DraftsPage = lazy(() => import('../drafts/drafts-page.tsx').then((module) => ({ default: module.DraftsPage })))

const AccountsPage = lazy(() => import('./accounts-page.tsx').then((module) => ({ default: module.AccountsPage })))
const ProposalsPage = lazy(() => import('./proposals-page.tsx').then((module) => ({ default: module.ProposalsPage })))
const LedgerPage = lazy(() => import('./ledger-page.tsx').then((module) => ({ default: module.LedgerPage })))
const KeysPage = lazy(() => import('./keys-page.tsx').then((module) => ({ default: module.KeysPage })))
const AuditPage = lazy(() => import('./audit-page.tsx').then((module) => ({ default: module.AuditPage })))

const PAGES = [
  ['/tasks', 'nav_tasks', 'read-tasks'],
  ['/overview', 'nav_overview', 'read-reports'],
  ['/rings', 'nav_rings', 'read-reports'],
  ['/recipients', 'nav_recipients', 'read-reports'],
  ['/evaluation', 'nav_evaluation', 'read-reports'],
  ['/stock', 'nav_stock', 'read-explanations'],
  ['/shadow', 'nav_shadow', 'read-reports'],
  ['/supervision', 'nav_supervision', 'reassign-tasks'],
  ['/leads', 'nav_leads', 'read-tasks'],
  ['/patrols', 'nav_patrols', 'read-reports'],
  ['/cases', 'nav_cases', 'read-cases'],
  ['/notices', 'nav_notices', 'read-tasks'],
  ['/referrals', 'nav_referrals', 'read-referrals'],
  ['/conferences', 'nav_conferences', 'read-conferences'],
  ['/publicity', 'nav_publicity', 'read-publicity'],
  ['/official-kin', 'nav_officialKin', 'read-official-kin'],
  ['/lists', 'nav_lists', 'read-lists'],
  ['/workload', 'nav_workload', 'reassign-tasks'],
  ['/households', 'nav_households', 'read-explanations'],
  ['/funds', 'nav_funds', 'read-aid'],
  ['/feeds', 'nav_feeds', 'read-feeds'],
  ['/quarantine', 'nav_quarantine', 'read-quarantine'],
  ['/ledger', 'nav_ledger', 'read-ledger'],
  ['/keys', 'nav_keys', 'manage-keys'],
  ['/standards', 'nav_standards', 'read-reference'],
  ['/drafts', 'nav_drafts', 'simulate-policy'],
  ['/accounts', 'nav_accounts', 'manage-staff'],
  ['/partners', 'nav_partners', 'manage-staff'],
  ['/proposals', 'nav_proposals', 'read-proposals'],
  ['/audit', 'nav_audit', 'read-audit'],
] as const

/** What fits a desk: the tables and the work of the data team. */
export const DeskPages = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const only = (may: Action, page: ReactNode) => (
    <Only me={me} may={may}>
      <WithComponents waiting={<Loading />}>{page}</WithComponents>
    </Only>
  )
  const allowed = PAGES.filter(([, , action]) => me.may.includes(action))
  return (
    <div className="desk">
      <aside className="desk-side">
        <div className="desk-brand">
          <img src="/icon.svg" alt="" width="30" height="30" />
          {t('appName')}
        </div>
        <nav aria-label={t('appName')}>
          {allowed.map(([path, words]) => (
            <NavLink key={path} to={path}>
              {t(words)}
            </NavLink>
          ))}
        </nav>
        <Who me={me} />
      </aside>
      <main className="desk-main">
        <Suspense fallback={<Loading />}>
          <Routes>
            <Route path="/" element={<Navigate to={allowed[0]?.[0] ?? '/tasks'} replace />} />
            <Route
              path="/tasks/:taskId?"
              element={
                <Only me={me} may="read-tasks">
                  <TasksPage me={me} />
                </Only>
              }
            />
            <Route path="/tasks/:taskId/form" element={only('work-tasks', <FormPage me={me} />)} />
            <Route path="/tasks/:taskId/form/print" element={only('read-tasks', <FormPrint />)} />
            <Route path="/leads" element={only('read-tasks', <LeadsPage me={me} />)} />
            <Route path="/patrols" element={only('read-reports', <PatrolsPage me={me} />)} />
            <Route path="/overview" element={only('read-reports', <OverviewPage me={me} />)} />
            <Route path="/rings" element={only('read-reports', <RingsPage me={me} />)} />
            <Route path="/recipients" element={only('read-reports', <RecipientsPage me={me} />)} />
            <Route path="/growth" element={only('read-reference', <GrowthPage me={me} />)} />
            <Route path="/evaluation" element={only('read-reports', <EvaluationPage me={me} />)} />
            <Route path="/partners" element={only('manage-staff', <PartnersPage />)} />
            <Route path="/shadow" element={only('read-reports', <ShadowPage me={me} />)} />
            <Route path="/stock" element={only('read-explanations', <StockPage me={me} />)} />
            <Route path="/supervision" element={only('reassign-tasks', <SupervisionPage />)} />
            <Route path="/cases/:caseId?" element={only('read-cases', <CasesPage me={me} />)} />
            <Route path="/cases/:caseId/notices/:decisionNo" element={only('unmask-contact', <NoticePage />)} />
            <Route path="/workload" element={only('reassign-tasks', <WorkloadPage me={me} />)} />
            <Route path="/households/:householdNo?" element={only('read-explanations', <HouseholdPage me={me} />)} />
            <Route path="/households/:householdNo/trace" element={only('read-explanations', <TracePage />)} />
            <Route path="/households/:householdNo/handover" element={only('read-explanations', <HandoverPage />)} />
            <Route path="/notices" element={only('read-tasks', <NoticesPage />)} />
            <Route path="/referrals" element={only('read-referrals', <ReferralsPage me={me} />)} />
            <Route path="/conferences/:conferenceId?" element={only('read-conferences', <ConferencesPage me={me} />)} />
            <Route path="/conferences/:conferenceId/minutes" element={only('read-conferences', <MinutesPage />)} />
            <Route path="/precedents" element={only('read-conferences', <PrecedentsPage me={me} />)} />
            <Route path="/publicity/:boardNo?" element={only('read-publicity', <PublicityPage me={me} />)} />
            <Route path="/publicity/:boardNo/print" element={only('read-publicity', <BoardPage />)} />
            <Route
              path="/official-kin/:householdNo?"
              element={only('read-official-kin', <OfficialKinPage me={me} />)}
            />
            <Route path="/lists/:listNo?" element={only('read-lists', <ListsPage me={me} />)} />
            <Route path="/funds" element={only('read-aid', <FundsPage me={me} />)} />
            <Route path="/feeds" element={only('read-feeds', <FeedsPage me={me} />)} />
            <Route path="/feeds/new" element={only('draft-feeds', <FeedDraftPage />)} />
            <Route path="/quarantine" element={only('read-quarantine', <QuarantinePage me={me} />)} />
            <Route path="/ledger" element={only('read-ledger', <LedgerPage />)} />
            <Route path="/keys" element={only('manage-keys', <KeysPage />)} />
            <Route path="/standards/:region?" element={only('read-reference', <StandardsPage />)} />
            <Route path="/drafts/:proposal?" element={only('simulate-policy', <DraftsPage me={me} />)} />
            <Route path="/accounts" element={only('manage-staff', <AccountsPage />)} />
            <Route path="/proposals" element={only('read-proposals', <ProposalsPage />)} />
            <Route path="/audit" element={only('read-audit', <AuditPage />)} />
            <Route path="*" element={<EmptyNotice title={t('noPageTitle')}>{t('noPage')}</EmptyNotice>} />
          </Routes>
        </Suspense>
      </main>
    </div>
  )
}

const Who = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  return (
    <div className="desk-who">
      <strong>{me.name}</strong> · {t(`role_${me.role}`)}
      <br />
      {me.regionName}
      <br />
      {t('today')} {me.today}
      <div className="row">
        <SessionButtons />
      </div>
    </div>
  )
}
