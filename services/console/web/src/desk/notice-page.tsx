import { useParams } from 'react-router'
import { DecisionNotice } from '../parts/decision-notice.tsx'

/** The notice of one decision, to print. */
export const NoticePage = () => {
  const { caseId = '', decisionNo = '' } = useParams()
  return <DecisionNotice caseId={caseId} decisionNo={decisionNo} />
}
