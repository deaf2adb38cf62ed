import type { Me } from '@shouwang/console-api'
import { App, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, NavLink, Route, Routes } from 'react-router'
import { HandoverPage } from '../parts/handover.tsx'
import { EmptyNotice, Loading } from '../parts/notices.tsx'
import { SessionButtons } from '../parts/session-buttons.tsx'
import './desk.css'
import { deskTheme } from './desk-theme.ts'
import { TasksPage } from './tasks-page.tsx'

const FeedsPage = lazy(() => import('./feeds-page.tsx').then((module) => ({ default: module.FeedsPage })))
const QuarantinePage = lazy(() =>
  import('./quarantine-page.tsx').then((module) => ({ default: module.QuarantinePage })),
)
const StandardsPage = lazy(() => import('./standards-page.tsx').then((module) => ({ default: module.StandardsPage })))
const CasesPage = lazy(() => import('./cases-page.tsx').then((module) => ({ default: module.CasesPage })))
const HouseholdPage = lazy(() => import('./household-page.tsx').then((module) => ({ default: module.HouseholdPage })))

const AccountsPage = lazy(() => import('./accounts-page.tsx').then((module) => ({ default: module.AccountsPage })))
const ProposalsPage = lazy(() => import('./proposals-page.tsx').then((module) => ({ default: module.ProposalsPage })))
const AuditPage = lazy(() => import('./audit-page.tsx').then((module) => ({ default: module.AuditPage })))

const PAGES = [
  ['/tasks', 'nav_tasks', 'read-tasks'],
  ['/cases', 'nav_cases', 'read-cases'],
  ['/households', 'nav_households', 'read-explanations'],
  ['/feeds', 'nav_feeds', 'read-feeds'],
  ['/quarantine', 'nav_quarantine', 'read-quarantine'],
  ['/standards', 'nav_standards', 'read-reference'],
  ['/accounts', 'nav_accounts', 'manage-staff'],
  ['/proposals', 'nav_proposals', 'read-proposals'],
  ['/audit', 'nav_audit', 'read-audit'],
] as const

/** What fits a desk: the tables and the work of the data team. */
export const DeskPages = ({ me }: { me: Me }) => {
  const { t, i18n } = useTranslation()
  const allowed = PAGES.filter(([, , action]) => me.may.includes(action))
  return (
    <ConfigProvider locale={i18n.language === 'en' ? enUS : zhCN} theme={deskTheme}>
      <App>
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
                <Route path="/tasks/:taskId?" element={<TasksPage me={me} />} />
                <Route path="/cases/:caseId?" element={<CasesPage me={me} />} />
                <Route path="/households/:householdNo?" element={<HouseholdPage me={me} />} />
                <Route path="/households/:householdNo/handover" element={<HandoverPage />} />
                <Route path="/feeds" element={<FeedsPage me={me} />} />
                <Route path="/quarantine" element={<QuarantinePage me={me} />} />
                <Route path="/standards/:region?" element={<StandardsPage />} />
                <Route path="/accounts" element={<AccountsPage />} />
                <Route path="/proposals" element={<ProposalsPage />} />
                <Route path="/audit" element={<AuditPage />} />
                <Route path="*" element={<EmptyNotice title={t('noPageTitle')}>{t('noPage')}</EmptyNotice>} />
              </Routes>
            </Suspense>
          </main>
        </div>
      </App>
    </ConfigProvider>
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
