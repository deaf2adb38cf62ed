import type { ShownLead, TaskItem } from '@shouwang/console-api'
import { useTranslation } from '../words/i18n.ts'
import { valueIn } from './amounts.ts'
import { LevelTag } from './level-tag.tsx'

type Reason = TaskItem['reasons'][number]

/** Who said it and when. */
export const Sources = ({ sources }: { sources: Reason['sources'] }) => {
  const { t } = useTranslation()
  if (sources.length === 0) return <small className="source">{t('noSource')}</small>
  return (
    <small className="source">
      {sources.map(({ provider, feedName, day }) => t('sourceLine', { provider, feed: feedName, day })).join('；')}
    </small>
  )
}

/** Each lead with what was seen, the line it crossed, and what to mind. */
export const Leads = ({ leads }: { leads: readonly ShownLead[] }) => {
  const { t } = useTranslation()
  return (
    <ul className="leads">
      {leads.map((lead) => (
        <li key={`${lead.indicator}${lead.text}`} className={lead.cleared ? 'cleared' : ''}>
          <div className="row">
            <LevelTag level={lead.level} />
            <strong>{lead.indicatorName}</strong>
            {lead.cleared && <span className="tag plain">{t('leadCleared')}</span>}
          </div>
          <p>{lead.text}</p>
          {lead.observations.length > 0 && <Observations observations={lead.observations} />}
          <Sources sources={lead.sources} />
          <Terms text={lead.text} />
          {lead.advice.map((advice) => (
            <p key={advice} className="advice">
              {t('advice')}：{advice}
            </p>
          ))}
        </li>
      ))}
    </ul>
  )
}

/** What the insurer's words mean that a reason uses, for who reads it to a family. */
const TERMS = [
  ['合规自付', 'term_selfPaid'],
  ['个人负担', 'term_burden'],
] as const

const Terms = ({ text }: { text: string }) => {
  const { t } = useTranslation()
  const used = TERMS.filter(([term]) => text.includes(term))
  if (used.length === 0) return null
  return <small className="source">{used.map(([, words]) => t(words)).join('；')}</small>
}

const Observations = ({ observations }: { observations: ShownLead['observations'] }) => {
  const { t } = useTranslation()
  return (
    <dl className="observations">
      {observations.map(({ label, observed, threshold, unit, rule }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd title={rule === null ? '' : t('ruleLine', rule)}>
            {threshold === null
              ? valueIn(observed, unit)
              : t('observedAgainst', { observed: valueIn(observed, unit), threshold: valueIn(threshold, unit) })}
            {rule !== null && <small className="source">{t('ruleLine', rule)}</small>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
