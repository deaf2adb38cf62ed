import { useParams, useSearchParams } from 'react-router'
import { Trace } from '../parts/trace.tsx'
import { useTranslation } from '../words/i18n.ts'

/** 全程追溯 at a desk. */
export const TracePage = () => {
  const { t } = useTranslation()
  const { householdNo = '' } = useParams()
  const [search] = useSearchParams()
  return (
    <div className="dense">
      <header>
        <h1>{t('traceTitle')}</h1>
      </header>
      <Trace householdNo={householdNo} caseId={search.get('case') ?? undefined} />
    </div>
  )
}
