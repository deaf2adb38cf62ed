import type { ExplanationAnswer } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { get } from '../api.ts'
import { Entitlements } from '../parts/entitlements.tsx'
import { LevelTag } from '../parts/level-tag.tsx'
import { Members } from '../parts/members.tsx'
import { Loading, ProblemNotice } from '../parts/notices.tsx'
import { Leads } from '../parts/reasons.tsx'
import '../parts/task.css'
import { HouseholdCheck } from './household-check.tsx'

const ID_LENGTH = 18

/** One household: what is known, from whom, what fires, what cannot be told yet. */
export const HouseholdPage = () => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { householdNo } = useParams()
  const asked = householdNo ?? ''
  const kind = asked.length === ID_LENGTH || asked.startsWith('p_') ? 'persons' : 'households'
  const explanation = useQuery({
    queryKey: ['explanation', asked],
    queryFn: () => get<ExplanationAnswer>(`/${kind}/${encodeURIComponent(asked)}/explanation`),
    enabled: asked !== '',
  })
  const foundNo = explanation.data?.householdNo
  useEffect(() => {
    // An ID number does not stay in the address, where the browser would remember it.
    if (kind === 'persons' && foundNo !== undefined)
      navigate(`/households/${encodeURIComponent(foundNo)}`, { replace: true })
  }, [kind, foundNo, navigate])
  return (
    <>
      <header>
        <h1>{t('nav_households')}</h1>
        <span className="hint">{t('explainHint')}</span>
      </header>
      <div className="desk-filters">
        <Input.Search
          key={asked}
          defaultValue={kind === 'persons' ? '' : asked}
          style={{ maxWidth: 380 }}
          enterButton={t('explainGo')}
          placeholder={t('explainSearch')}
          aria-label={t('explainSearch')}
          onSearch={(value) => value.trim() !== '' && navigate(`/households/${encodeURIComponent(value.trim())}`)}
        />
      </div>
      {explanation.isLoading && <Loading />}
      {explanation.error !== null && <ProblemNotice error={explanation.error} />}
      {explanation.data !== undefined && <Explained explanation={explanation.data} />}
      {foundNo !== undefined && foundNo !== '' && <HouseholdCheck householdNo={foundNo} />}
    </>
  )
}

const Explained = ({ explanation }: { explanation: ExplanationAnswer }) => {
  const { t } = useTranslation()
  const { householdNo, regionName, level, day, policy, reviewOn } = explanation
  return (
    <>
      <p className="row desk-summary">
        <LevelTag level={level} />
        <strong>
          {t('householdNo')} {householdNo}
        </strong>
        <span>{regionName}</span>
        <span className="hint">
          {t('explainJudged', { day, policy })}
          {reviewOn !== null && ` · ${t('explainReview', { day: reviewOn })}`}
        </span>
      </p>
      <div className="columns">
        <div className="task-body">
          <section>
            <h2>{t('explainFires')}</h2>
            {explanation.fires.length === 0 && <p className="hint">{t('explainNoneFires')}</p>}
            <Leads leads={explanation.fires} />
          </section>
          <section>
            <h2>{t('explainUnknown')}</h2>
            {explanation.unknown.length === 0 && <p className="hint">{t('explainNoneUnknown')}</p>}
            <Unknowns unknown={explanation.unknown} />
          </section>
          <section>
            <h2>{t('explainKnown')}</h2>
            <Known known={explanation.known} />
          </section>
        </div>
        <div className="task-body">
          <section>
            <h2>{t('family')}</h2>
            <Members members={explanation.members} mayCall={false} />
          </section>
          <section>
            <h2>
              {t('enjoys')} · {t('mayBeOwed')}
            </h2>
            <Entitlements entitlements={explanation.entitlements} />
          </section>
          <section>
            <h2>{t('explainClear')}</h2>
            <div className="chips still">
              {explanation.clear.map(({ indicator, indicatorName }) => (
                <span key={indicator} className="tag plain">
                  {indicatorName}
                </span>
              ))}
            </div>
          </section>
        </div>
      </div>
    </>
  )
}

const Unknowns = ({ unknown }: { unknown: ExplanationAnswer['unknown'] }) => {
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

const Known = ({ known }: { known: ExplanationAnswer['known'] }) => (
  <table className="row-words known">
    <tbody>
      {known.map(({ person, personName, type, sourceKey, label, feedName, provider, day, words }) => (
        <tr key={person + type + sourceKey + day}>
          <th scope="row">
            {label}
            <small className="source">{personName}</small>
          </th>
          <td>
            {words}
            <small className="source">
              {provider} · {feedName} · {day}
            </small>
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)
