import type { PolicyAnswer } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { get, queryOf } from '../api.ts'
import { standardText } from '../parts/amounts.ts'
import { Loading, ProblemNotice } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'
import './standards-page.css'

type Standard = PolicyAnswer['numbers'][number]

/** The numbers that a place is judged by on a day, what it has not entered, and where each comes from. Printable. */
export const StandardsPage = () => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { region } = useParams()
  const [day, setDay] = useState<string | undefined>()
  const answer = useQuery({
    queryKey: ['policy', region, day],
    queryFn: () => get<PolicyAnswer>(`/policy${queryOf({ region, day })}`),
  })
  return (
    <>
      <header>
        <h1>{answer.data === undefined ? t('nav_standards') : t('standardsOf', { place: answer.data.name })}</h1>
        <span className="hint">{t('standardsHint')}</span>
      </header>
      <div className="desk-filters">
        <Input.Search
          key={region}
          defaultValue={region}
          style={{ maxWidth: 240 }}
          placeholder={t('standardsRegion')}
          aria-label={t('standardsRegion')}
          onSearch={(value) => navigate(`/standards/${value.trim()}`)}
        />
        <Input
          type="date"
          style={{ maxWidth: 170 }}
          aria-label={t('standardsDay')}
          value={day ?? ''}
          onChange={({ target }) => setDay(target.value === '' ? undefined : target.value)}
        />
        <Link to="/growth">{t('nav_growth')}</Link>
        <Button onClick={() => window.print()}>{t('print')}</Button>
      </div>
      {answer.isLoading && <Loading />}
      {answer.error !== null && <ProblemNotice error={answer.error} />}
      {answer.data !== undefined && <Standards page={answer.data} />}
    </>
  )
}

const Standards = ({ page }: { page: PolicyAnswer }) => {
  const { t } = useTranslation()
  const [own, others] = [
    page.numbers.filter(({ basis }) => basis === 'published'),
    page.numbers.filter(({ basis }) => basis !== 'published'),
  ]
  return (
    <>
      <p className="hint">{t('standardsVersion', { day: page.day, version: page.version, of: page.numbersOf })}</p>
      {page.gaps.length > 0 && (
        <section className="standards-gaps" role="alert">
          <strong>{t('standardsGaps')}</strong> {page.gaps.join('、')}
        </section>
      )}
      <h2>{t('standardsPublished')}</h2>
      <StandardsTable numbers={own} />
      <h2>{t('standardsOthers')}</h2>
      <p className="hint">{t('standardsOthersHint')}</p>
      <StandardsTable numbers={others} />
    </>
  )
}

const StandardsTable = ({ numbers }: { numbers: readonly Standard[] }) => {
  const { t } = useTranslation()
  return (
    <table className="standards">
      <thead>
        <tr>
          <th>{t('col_standard')}</th>
          <th>{t('col_value')}</th>
          <th>{t('col_before')}</th>
          <th>{t('col_span')}</th>
          <th>{t('col_source')}</th>
        </tr>
      </thead>
      <tbody>
        {numbers.map((each) => (
          <tr key={each.id} className={each.runOut === null ? '' : 'bad'}>
            <td>
              {each.label}
              <small className="source">{each.id}</small>
            </td>
            <td>
              {standardText(each, each.unit)}
              {each.formula !== null && <small className="source">{each.formula}</small>}
            </td>
            <td>
              {each.before !== null && standardText(each.before, each.unit)}
              {each.before !== null && <small className="source">{each.before.from}</small>}
            </td>
            <td>
              {each.from}
              {each.until !== null && ` – ${each.until}`}
              {each.runOut !== null && <strong className="late">{t(`runOut_${each.runOut}`)}</strong>}
            </td>
            <td>
              <Source of={each} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const Source = ({ of }: { of: Standard }) => {
  const { t } = useTranslation()
  const words = [of.publisher, of.document, of.regionName].filter((each) => each !== null).join(' · ')
  return (
    <>
      {of.basis !== 'published' && <span className="tag level-yellow">{t(`basis_${of.basis}`)}</span>}{' '}
      {of.url === null ? of.source : <a href={of.url}>{of.source}</a>}
      <small className="source">
        {words} · {t('reviewedOn', { day: of.reviewed })}
        {of.confidence !== null && ` · ${t(`confidence_${of.confidence}`)}`}
        {of.reference && ` · ${t('referenceOnly')}`}
      </small>
      {of.note !== null && <small className="source">{of.note}</small>}
    </>
  )
}
