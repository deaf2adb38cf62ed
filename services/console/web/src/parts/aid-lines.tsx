import type { CaseDetailAnswer } from '@shouwang/console-api'
import { useTranslation } from '../words/i18n.ts'
import { yuanOf } from './amounts.ts'

/** Aid that was given, each with the way to take it back where that may be done. */
export const AidLines = (props: { title: string; aid: CaseDetailAnswer['aid']; reverse?: (aidId: string) => void }) => {
  const { t } = useTranslation()
  const { title, aid, reverse } = props
  if (aid.length === 0) return null
  return (
    <>
      <h3>{title}</h3>
      <ul className="plain-list">
        {aid.map((one) => (
          <li key={one.aidId} className="row">
            <span>
              {one.day} {t(`form_${one.form}`)} {yuanOf(one.amountFen)} 元 {one.what} · {one.by}
            </span>
            {one.reversedOn !== null && <span className="late">{t('aidReversed')}</span>}
            {one.reversedOn === null && reverse !== undefined && (
              <button type="button" className="button quiet" onClick={() => reverse(one.aidId)}>
                {t('caseDo_reverse')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
