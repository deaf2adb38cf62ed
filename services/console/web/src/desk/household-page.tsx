import type { ExplanationAnswer, Me } from '@shouwang/console-api'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams } from 'react-router'
import { get, post } from '../api.ts'
import { Entitlements } from '../parts/entitlements.tsx'
import { LevelTag } from '../parts/level-tag.tsx'
import { Members } from '../parts/members.tsx'
import { Loading, ProblemNotice } from '../parts/notices.tsx'
import { Leads } from '../parts/reasons.tsx'
import '../parts/task.css'
import { AskCorrection } from './ask-correction.tsx'
import { HouseholdCheck } from './household-check.tsx'

const ID_NUMBER = /^\d{15}$|^\d{17}[\dXx]$/

/** One household: what is known, from whom, what fires, what cannot be told yet. */
export const HouseholdPage = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { householdNo } = useParams()
  const asked = householdNo ?? ''
  const explanation = useQuery({
    queryKey: ['explanation', asked],
    queryFn: () => get<ExplanationAnswer>(`/households/${encodeURIComponent(asked)}/explanation`),
    enabled: asked !== '',
  })
  // An ID number never comes into the address, found or not: browsers and proxies would remember it.
  const byPerson = useMutation({
    mutationFn: (person: string) => post<ExplanationAnswer>('/persons/explanation', { person }),
    onSuccess: (found) => navigate(`/households/${encodeURIComponent(found.householdNo ?? found.household)}`),
  })
  const search = (value: string) => {
    const written = value.replace(/\s/g, '')
    byPerson.reset()
    if (ID_NUMBER.test(written) || written.startsWith('p_')) byPerson.mutate(written)
    else if (written !== '') navigate(`/households/${encodeURIComponent(written)}`)
  }
  const error = byPerson.error ?? explanation.error
  return (
    <>
      <header>
        <h1>{t('nav_households')}</h1>
        <span className="hint">{t('explainHint')}</span>
      </header>
      <div className="desk-filters">
        <Input.Search
          key={asked}
          defaultValue={asked}
          style={{ maxWidth: 380 }}
          enterButton={t('explainGo')}
          placeholder={t('explainSearch')}
          aria-label={t('explainSearch')}
          onSearch={search}
        />
      </div>
      {(explanation.isLoading || byPerson.isPending) && <Loading />}
      {error !== null && <ProblemNotice error={error} />}
      {explanation.data !== undefined && <Explained me={me} explanation={explanation.data} />}
      {explanation.data?.householdNo !== undefined && explanation.data?.householdNo !== '' && (
        <HouseholdCheck householdNo={explanation.data?.householdNo} />
      )}
    </>
  )
}

const Explained = ({ me, explanation }: { me: Me; explanation: ExplanationAnswer }) => {
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
        {householdNo !== '' && (
          <Link to={`/households/${encodeURIComponent(householdNo)}/handover`}>{t('handoverGo')}</Link>
        )}
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
            <Known known={explanation.known} mayAsk={me.may.includes('ask-corrections')} />
          </section>
        </div>
        <div className="task-body">
          <section>
            <h2>{t('family')}</h2>
            <Members members={explanation.members} callFor={undefined} />
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

const Known = ({ known, mayAsk }: { known: ExplanationAnswer['known']; mayAsk: boolean }) => (
  <table className="row-words known">
    <tbody>
      {known.map((thing) => (
        <tr key={thing.person + thing.type + thing.sourceKey + thing.day}>
          <th scope="row">
            {thing.label}
            <small className="source">{thing.personName}</small>
          </th>
          <td>
            {thing.words}
            <small className="source">
              {thing.provider} · {thing.feedName} · {thing.day}
              {mayAsk && <AskCorrection known={thing} />}
            </small>
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)
