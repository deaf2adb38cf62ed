import { useParams } from 'react-router'
import { DecisionNotice } from '../parts/decision-notice.tsx'
import { useTranslation } from '../words/i18n.ts'

/** The notice of one decision, to print. */
export const NoticePage = () => {
  const { t } = useTranslation()
  const { caseId = '', decisionNo = '' } = useParams()
  return (
    <>
      <h1 className="no-print">{t('noticePrint')}</h1>
      <DecisionNotice caseId={caseId} decisionNo={decisionNo} />
    </>
  )
}
