import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'

/** The name of each page by the beginning of its address, the longest first. No title names a family: browsers keep them. */
const TITLES = [
  [/^\/cases\/[^/]+\/notices/, 'noticePrint'],
  [/^\/cases\/./, 'title_case'],
  [/^\/cases/, 'nav_cases'],
  [/^\/tasks\/[^/]+\/form/, 'formOpen'],
  [/^\/tasks\/./, 'title_task'],
  [/^\/households\/./, 'fileTitle'],
  [/^\/households/, 'nav_households'],
  [/^\/notices/, 'nav_notices'],
  [/^\/leads/, 'nav_leads'],
  [/^\/tell/, 'publicTitle'],
  [/^\/overview/, 'nav_overview'],
  [/^\/supervision/, 'nav_supervision'],
  [/^\/workload/, 'nav_workload'],
  [/^\/funds/, 'nav_funds'],
  [/^\/feeds/, 'nav_feeds'],
  [/^\/quarantine/, 'nav_quarantine'],
  [/^\/standards/, 'nav_standards'],
  [/^\/accounts/, 'nav_accounts'],
  [/^\/proposals/, 'nav_proposals'],
  [/^\/audit/, 'nav_audit'],
  [/^\/tasks/, 'nav_tasks'],
] as const

/** Keeps the title of the window at the name of the page that shows. */
export const PageTitle = () => {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const found = TITLES.find(([path]) => path.test(pathname))
  const title = found === undefined ? t('appName') : `${t(found[1])} · ${t('appName')}`
  useEffect(() => {
    document.title = title
  }, [title])
  return null
}
