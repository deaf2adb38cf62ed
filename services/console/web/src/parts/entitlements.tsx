import type { ShownEntitlement } from '@shouwang/console-api'
import { useTranslation } from '../words/i18n.ts'
import { yuanOf } from './amounts.ts'

/** What the family receives, may be owed, or seems to hold wrongly. */
export const Entitlements = ({ entitlements }: { entitlements: readonly ShownEntitlement[] }) => {
  const { t } = useTranslation()
  const of = (...standings: ShownEntitlement['standing'][]) =>
    entitlements.filter(({ standing }) => standings.includes(standing))
  const owed = of('likely-owed', 'possibly-owed')
  const missedFen = owed.reduce((sum, { monthlyFen }) => sum + (monthlyFen ?? 0) * 12, 0)
  if (entitlements.length === 0) return <p className="hint">{t('noEntitlements')}</p>
  return (
    <>
      <EntitlementList title={t('enjoys')} items={of('held')} />
      <EntitlementList title={t('mayBeOwed')} items={owed} />
      {missedFen > 0 && <p className="money">{t('missedTotal', { yuan: yuanOf(missedFen) })}</p>}
      <EntitlementList title={t('doubtful')} items={of('wrongly-held')} />
    </>
  )
}

const EntitlementList = ({ title, items }: { title: string; items: readonly ShownEntitlement[] }) => {
  const { t } = useTranslation()
  if (items.length === 0) return null
  return (
    <section className="entitlements">
      <h3>{title}</h3>
      <ul>
        {items.map(({ programme, name, personName, standing, monthlyFen, why, source }) => (
          <li key={`${programme}${personName}${standing}`}>
            <div className="row">
              <strong>{name}</strong>
              {personName !== null && <span>{personName}</span>}
              {standing === 'likely-owed' && <span className="tag good">{t('owed_likely')}</span>}
              {standing === 'possibly-owed' && <span className="tag plain">{t('owed_possibly')}</span>}
              {monthlyFen !== null && <span className="money">{t('perMonth', { yuan: yuanOf(monthlyFen) })}</span>}
              {monthlyFen !== null && standing.endsWith('owed') && (
                <span className="hint">{t('perYear', { yuan: yuanOf(monthlyFen * 12) })}</span>
              )}
            </div>
            <p>{why}</p>
            {source !== null && <small className="source">{source}</small>}
          </li>
        ))}
      </ul>
    </section>
  )
}
