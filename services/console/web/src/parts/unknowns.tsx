import type { ExplanationAnswer } from '@shouwang/console-api'
import { useTranslation } from '../words/i18n.ts'

/** What could not be judged, and which department's records it waits for. */
export const Unknowns = ({ unknown }: { unknown: ExplanationAnswer['unknown'] }) => {
  const { t } = useTranslation()
  /** A feed that nobody declared has no name: its department is not connected yet. */
  const waitingFor = (awaits: ExplanationAnswer['unknown'][number]['awaits']): string => {
    const feeds = awaits.filter(({ feed, name }) => name !== feed).map(({ provider, name }) => `${provider}《${name}》`)
    return [
      ...(feeds.length === 0 ? [] : [t('explainAwaits', { feeds: feeds.join('、') })]),
      ...(feeds.length < awaits.length ? [t('explainNotConnected')] : []),
    ].join('；')
  }
  return (
    <ul className="plain-list">
      {unknown.map(({ indicator, indicatorName, missing, awaits }) => (
        <li key={indicator}>
          <strong>{indicatorName}</strong>：{missing.join('；')}
          {awaits.length > 0 && <small className="source">{waitingFor(awaits)}</small>}
        </li>
      ))}
    </ul>
  )
}
