import type { PrecedentItem } from '@shouwang/console-api'
import { useTranslation } from '../words/i18n.ts'
import { yuanOf } from './amounts.ts'

/** One decision of before: under which circumstances, what, and on which conditions. */
export const PrecedentLine = ({ precedent }: { precedent: PrecedentItem }) => {
  const { t } = useTranslation()
  const { decidedOn, regionName, circumstances, result, programmeName, amountFen, reasons, conditions, likeness } =
    precedent
  return (
    <p>
      {decidedOn} {regionName}{' '}
      {likeness !== null && <strong>{t('conferenceLikeness', { percent: Math.round(likeness * 100) })}</strong>}{' '}
      <span className="hint">{circumstances.map(({ name }) => name).join('、')}</span>
      <br />
      {t(`conferred_${result}`)} {programmeName} {amountFen > 0 && `${yuanOf(amountFen)} 元`}：{reasons}
      {conditions.map(({ what }) => `；${what}`).join('')}
    </p>
  )
}
