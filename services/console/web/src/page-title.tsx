import { useEffect } from 'react'
import { useLocation } from 'react-router'
import { useTranslation } from './words/i18n.ts'

/** The name of each page by the beginning of its address, the longest first. No title names a family: browsers keep them. */
const TITLES = [
  [/^\/cases\/[^/]+\/notices/, 'noticePrint'],
  [/^\/cases\/./, 'title_case'],
  [/^\/cases/, 'nav_cases'],
  [/^\/tasks\/[^/]+\/form\/print/, 'title_formPrint'],
  [/^\/tasks\/[^/]+\/form/, 'formOpen'],
  [/^\/tasks\/./, 'title_task'],
  [/^\/households\/[^/]+\/trace/, 'traceTitle'],
  [/^\/households\/[^/]+\/handover/, 'handoverGo'],
  [/^\/households\/./, 'fileTitle'],
  [/^\/households/, 'nav_households'],
  [/^\/notices/, 'nav_notices'],
  [/^\/leads\/new/, 'tellLead'],
  [/^\/leads/, 'nav_leads'],
  [/^\/patrols/, 'nav_patrols'],
  [/^\/outbox/, 'outbox'],
  [/^\/tell/, 'publicTitle'],
  [/^\/overview/, 'nav_overview'],
  [/^\/stock/, 'nav_stock'],
  [/^\/shadow/, 'nav_shadow'],
  [/^\/rings/, 'nav_rings'],
  [/^\/recipients/, 'nav_recipients'],
  [/^\/evaluation/, 'nav_evaluation'],
  [/^\/growth/, 'nav_growth'],
  [/^\/partners/, 'nav_partners'],
  [/^\/supervision/, 'nav_supervision'],
  [/^\/workload/, 'nav_workload'],
  [/^\/referrals/, 'nav_referrals'],
  [/^\/conferences\/[^/]+\/minutes/, 'conferenceMinutes'],
  [/^\/conferences\/./, 'title_conference'],
  [/^\/conferences/, 'nav_conferences'],
  [/^\/precedents/, 'nav_precedents'],
  [/^\/publicity\/[^/]+\/print/, 'title_boardPrint'],
  [/^\/publicity\/./, 'title_board'],
  [/^\/publicity/, 'nav_publicity'],
  [/^\/official-kin\/./, 'title_kinOfFamily'],
  [/^\/official-kin/, 'nav_officialKin'],
  [/^\/lists\/./, 'title_list'],
  [/^\/lists/, 'nav_lists'],
  [/^\/funds/, 'nav_funds'],
  [/^\/feeds\/new/, 'feedDraftGo'],
  [/^\/feeds/, 'nav_feeds'],
  [/^\/quarantine/, 'nav_quarantine'],
  [/^\/ledger/, 'nav_ledger'],
  [/^\/keys/, 'nav_keys'],
  [/^\/standards/, 'nav_standards'],
  [/^\/drafts/, 'nav_drafts'],
  [/^\/accounts/, 'nav_accounts'],
  [/^\/proposals/, 'nav_proposals'],
  [/^\/audit/, 'nav_audit'],
  [/^\/tasks/, 'nav_tasks'],
] as const

type Name = (typeof TITLES)[number][1] | 'signIn' | 'noPageTitle'

/**
 * Keeps the title of the window at the name of the page that shows, and tells it to who hears pages instead of seeing them.
 * `of` names a page that has no address of its own.
 */
export const PageTitle = ({ of }: { of?: Name }) => {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const found = TITLES.find(([path]) => path.test(pathname))
  const name = t(of ?? found?.[1] ?? 'noPageTitle')
  const title = `${name} · ${t('appName')}`
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <p className="spoken" role="status">
      {t('pageNow', { title: name })}
    </p>
  )
}
