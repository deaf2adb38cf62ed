import type { EvaluationAnswer, EvidenceAnswer, Me } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { get, queryOf } from '../api.ts'
import { Loading, ProblemNotice } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'
import './add-report-words.ts'
import './reports.css'

type Standard = EvaluationAnswer['standards'][number]
type Evidence = EvidenceAnswer['items'][number]

const percent = (share: number): string => `${Math.round(share * 1000) / 10}%`

/** 救助工作评价: towns and departments by dated standards, each with what opens it. Printable; without points and ranks. */
export const EvaluationPage = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const [search, setSearch] = useSearchParams()
  const from = search.get('from') ?? `${me.today.slice(0, 4)}-01-01`
  const to = search.get('to') ?? me.today
  const query = queryOf({ from, to })
  const told = useQuery({
    queryKey: ['evaluation', query],
    queryFn: () => get<EvaluationAnswer>(`/reports/evaluation${query}`),
  })
  return (
    <div className="overview dense">
      <header>
        <h1>
          {told.data?.regionName ?? ''} {t('evaluationOf', { from, to })}
        </h1>
        <span className="row no-print">
          {(['from', 'to'] as const).map((end) => (
            <input
              key={end}
              type="date"
              aria-label={t(`growth_${end}`)}
              value={end === 'from' ? from : to}
              max={me.today}
              onChange={({ target }) => target.value !== '' && setSearch({ from, to, [end]: target.value })}
            />
          ))}
          <Button href={`/api/v1/reports/evaluation/export${query}`} download>
            {t('overviewExport')}
          </Button>
          <Button onClick={() => window.print()}>{t('print')}</Button>
        </span>
      </header>
      <p className="hint">{t('evaluationHint')}</p>
      {told.isPending && <Loading />}
      {told.error !== null && <ProblemNotice error={told.error} retry={() => void told.refetch()} />}
      {told.data !== undefined && <Told answer={told.data} />}
    </div>
  )
}

const Told = ({ answer }: { answer: EvaluationAnswer }) => {
  const { t } = useTranslation()
  const { standards, sources, notGiven, from, to } = answer
  return (
    <>
      {[...Map.groupBy(standards, ({ indicator }) => indicator)].map(([indicator, some]) => (
        <section key={indicator}>
          <h2>{indicator}</h2>
          <table className="report-table">
            <thead>
              <tr>
                {(['evaluationContent', 'evaluationStandard', 'evaluationTarget', 'evaluationUnits'] as const).map(
                  (words) => (
                    <th key={words}>{t(words)}</th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {some.map((standard) => (
                <StandardRow key={standard.id} standard={standard} span={{ from, to }} />
              ))}
            </tbody>
          </table>
        </section>
      ))}
      <section>
        <h2>{t('col_source')}</h2>
        <ul>
          {sources.map(({ title, publisher, document }) => (
            <li key={title}>{[title, publisher, document].filter((text) => text !== null).join(' · ')}</li>
          ))}
        </ul>
        <h3>{t('evaluationNotGiven')}</h3>
        <ul>
          {notGiven.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </section>
    </>
  )
}

type Span = { readonly from: string; readonly to: string }

const StandardRow = ({ standard, span }: { standard: Standard; span: Span }) => {
  const { t } = useTranslation()
  const { content, label, units, atLeast, days, source, results } = standard
  const counted = (results ?? []).filter(({ meets }) => meets !== null)
  return (
    <tr>
      <th scope="row">{content}</th>
      <td className="report-words">
        {label}
        {days !== null && t('evaluationDays', { days })}
        <small className="hint">{t(`evaluationUnit_${units}`)}</small>
      </td>
      <td className="report-words">
        ≥ {percent(atLeast)}
        <small className="hint">{source === null ? t('evaluationBasis_default') : source.title}</small>
      </td>
      <td className="report-words">
        {results === null && t('evaluationPast')}
        {results !== null && counted.length === 0 && t('evaluationNothing')}
        {counted.length > 0 && (
          <>
            <strong>
              {t('evaluationMet', { met: counted.filter(({ meets }) => meets).length, of: counted.length })}
            </strong>
            <ul className="report-units">
              {counted.map((result) => (
                <Unit key={result.unit} standard={standard} result={result} span={span} />
              ))}
            </ul>
          </>
        )}
      </td>
    </tr>
  )
}

type Result = NonNullable<Standard['results']>[number]

const Unit = ({ standard, result, span }: { standard: Standard; result: Result; span: Span }) => {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const { unit, name, met, of, share, meets } = result
  return (
    <li>
      {name} {met}/{of} {share !== null && percent(share)} {meets === true ? '✓' : '✗'}{' '}
      {met < of && (
        <button type="button" className="link no-print" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t('evaluationOpen')}
        </button>
      )}
      {isOpen && <Shortfall standard={standard.id} unit={unit} span={span} />}
    </li>
  )
}

const Shortfall = ({ standard, unit, span }: { standard: string; unit: string; span: Span }) => {
  const { t } = useTranslation()
  const path = `/reports/evaluation/${standard}/evidence${queryOf({ ...span, unit })}`
  const told = useQuery({ queryKey: ['evidence', path], queryFn: () => get<EvidenceAnswer>(path) })
  if (told.error !== null) return <ProblemNotice error={told.error} retry={() => void told.refetch()} />
  if (told.data === undefined) return <Loading />
  if (told.data.items.length === 0) return <p>{t('evaluationAllMet')}</p>
  return (
    <>
      <ul>
        {told.data.items.map((item) => (
          <li key={`${item.kind} ${item.ref}`}>
            <EvidenceLink item={item} />
          </li>
        ))}
      </ul>
      {told.data.more && <p className="hint">{t('evaluationMore', { count: told.data.items.length })}</p>}
    </>
  )
}

/** Where each kind of evidence is opened; a village has no page of its own. */
const PLACES: Readonly<Record<Evidence['kind'], ((ref: string) => string) | null>> = {
  task: (ref) => `/tasks/${ref}`,
  case: (ref) => `/cases/${ref}`,
  lead: () => '/leads',
  board: (ref) => `/publicity/${ref}`,
  delivery: () => '/feeds',
  correction: () => '/feeds',
  fund: () => '/funds',
  village: null,
  household: (ref) => `/households/${ref}`,
}

const EvidenceLink = ({ item: { kind, ref, short } }: { item: Evidence }) => {
  const place = PLACES[kind]
  const words = short > 1 ? `${ref} (${short})` : ref
  return place === null ? words : <Link to={place(encodeURIComponent(ref))}>{words}</Link>
}
