import type { CaseDetailAnswer } from '@shouwang/console-api'
import { Link } from 'react-router'
import { useTranslation } from '../words/i18n.ts'
import { yuanOf } from './amounts.ts'

/** What was decided in a case, each decision with its notice to print. */
export const DecisionLines = ({ detail }: { detail: CaseDetailAnswer }) => {
  const { t } = useTranslation()
  if (detail.decisions.length === 0) return null
  return (
    <>
      <h3>{t('fileDecisions')}</h3>
      <ul className="plain-list">
        {detail.decisions.map(
          ({ decisionNo, day, result, amountFen, from, to, reasons, by, publicUntil, boardNo, endedOn }) => (
            <li key={decisionNo}>
              <div className="row">
                <strong>{t(`decision_${result}`)}</strong>
                {amountFen > 0 && <span>{yuanOf(amountFen)} 元</span>}
                <span className="hint">
                  {from}
                  {to !== null && ` – ${to}`}
                </span>
                <Link to={`/cases/${encodeURIComponent(detail.caseId)}/notices/${encodeURIComponent(decisionNo)}`}>
                  {t('noticePrint')}
                </Link>
              </div>
              <p>{reasons}</p>
              {result === 'granted' && endedOn === undefined && publicUntil != null && boardNo === undefined && (
                <p className="note">
                  {t('decisionNotPosted')} <Link to="/publicity">{t('nav_publicity')}</Link>
                </p>
              )}
              <small className="source">
                {day} · {by} · {decisionNo}
              </small>
            </li>
          ),
        )}
      </ul>
    </>
  )
}
