import type { ConferenceAnswer } from '@shouwang/console-api'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useTranslation } from '../words/i18n.ts'
import { yuanOf } from './amounts.ts'
import { LevelTag } from './level-tag.tsx'
import { PrecedentLine } from './precedent-line.tsx'

export type AgendaItem = ConferenceAnswer['items'][number]

/** One case of an agenda: what was known of it, what was decided in like cases, who thinks what, and what was decided. */
export const AgendaItemPart = ({ item, children }: { item: AgendaItem; children?: ReactNode }) => {
  const { t } = useTranslation()
  const { material } = item
  return (
    <section className="card" aria-label={item.caseId}>
      <h3>
        <Link to={`/cases/${encodeURIComponent(item.caseId)}`}>{item.headName}</Link>{' '}
        <span className="hint">{item.regionName}</span>
      </h3>
      <h4>{t('conferenceMaterial', { day: material.day })}</h4>
      <p>{t('conferenceGiven', { yuan: yuanOf(material.givenFen), members: material.members })}</p>
      <div className="row">
        {material.circumstances.map(({ id, name }) => (
          <span key={id} className="tag plain">
            {name}
          </span>
        ))}
      </div>
      <ul className="plain-list">
        {material.leads.map(({ name, level, reason }) => (
          <li key={name + reason}>
            <LevelTag level={level} /> {reason}
          </li>
        ))}
      </ul>
      <p className="hint">
        {material.programmes
          .filter(({ standing }) => standing === 'held' || standing === 'met')
          .map(({ name, standing }) => `${name} · ${t(`standing_${standing as 'held'}`)}`)
          .join('；')}
      </p>
      <h4>{t('conferenceAlike')}</h4>
      {item.alike.length === 0 && <p className="hint">{t('conferenceNoAlike')}</p>}
      {item.alike.map((precedent) => (
        <PrecedentLine key={precedent.precedentId} precedent={precedent} />
      ))}
      {item.opinions.length > 0 && <h4>{t('conferenceOpinions')}</h4>}
      <ul className="plain-list">
        {item.opinions.map(({ name, office, stance, words }) => (
          <li key={name + office + words}>
            {name}（{office}） {t(`stance_${stance}`)}：{words}
          </li>
        ))}
      </ul>
      {item.decision !== null && <Decided decision={item.decision} />}
      {children}
    </section>
  )
}

const Decided = ({ decision }: { decision: NonNullable<AgendaItem['decision']> }) => {
  const { t } = useTranslation()
  const { result, programmeName, amountFen, reasons, conditions, dissent } = decision
  return (
    <div className="advice">
      <p>
        <strong>{t('conferenceDecision')}</strong> {t(`conferred_${result}`)} {programmeName}{' '}
        {amountFen > 0 && `${yuanOf(amountFen)} 元`}：{reasons}
      </p>
      {conditions.map(({ what, lookOn }) => (
        <p key={what}>
          {what}（{lookOn}）
        </p>
      ))}
      {dissent !== '' && (
        <p>
          {t('conferenceDissent')}：{dissent}
        </p>
      )}
    </div>
  )
}
