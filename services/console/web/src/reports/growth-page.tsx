import type { GrowthAnswer, Me } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link, useSearchParams } from 'react-router'
import { get, queryOf } from '../api.ts'
import { yuanOf } from '../parts/amounts.ts'
import { EmptyNotice, Loading, ProblemNotice } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'
import './add-report-words.ts'
import './reports.css'

type Line = GrowthAnswer['standards'][number]
type Stood = Line['is']

/** 标准增长: how the money standards of each city moved between two days, from the dated numbers. Printable. */
export const GrowthPage = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const [search, setSearch] = useSearchParams()
  const from = search.get('from') ?? `${Number(me.today.slice(0, 4)) - 1}-01-01`
  const to = search.get('to') ?? me.today
  const query = queryOf({ from, to })
  const told = useQuery({
    queryKey: ['growth', query],
    queryFn: () => get<GrowthAnswer>(`/reports/growth${query}`),
  })
  const go = (changed: { from?: string; to?: string }) => setSearch({ from, to, ...changed })
  const standards = told.data?.standards ?? []
  return (
    <div className="overview dense">
      <header>
        <h1>{t('growthOf', { from, to })}</h1>
        <span className="row no-print">
          {(['from', 'to'] as const).map((end) => (
            <input
              key={end}
              type="date"
              aria-label={t(`growth_${end}`)}
              value={end === 'from' ? from : to}
              onChange={({ target }) => target.value !== '' && go({ [end]: target.value })}
            />
          ))}
          <Button href={`/api/v1/reports/growth/export${query}`} download>
            {t('overviewExport')}
          </Button>
          <Button onClick={() => window.print()}>{t('print')}</Button>
        </span>
      </header>
      <p className="hint">{t('growthHint')}</p>
      {told.isPending && <Loading />}
      {told.error !== null && <ProblemNotice error={told.error} retry={() => void told.refetch()} />}
      {told.data !== undefined && standards.length === 0 && (
        <EmptyNotice title={t('growthNoneTitle')}>{t('growthNone')}</EmptyNotice>
      )}
      {[...Map.groupBy(standards, ({ region }) => region)].map(([region, lines]) => (
        <City key={region} region={region} lines={lines} to={to} />
      ))}
    </div>
  )
}

const City = ({ region, lines, to }: { region: string; lines: readonly Line[]; to: string }) => {
  const { t } = useTranslation()
  return (
    <section>
      <h2>
        <Link to={`/standards/${region}`}>{lines[0]?.regionName ?? region}</Link>
      </h2>
      <table className="report-table">
        <thead>
          <tr>
            {(['col_standard', 'growthWas', 'growthIs', 'growthChange', 'growthShare', 'col_source'] as const).map(
              (words) => (
                <th key={words}>{t(words)}</th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ id, label, area, was, is, change, share }) => (
            <tr key={`${id} ${area}`}>
              <th scope="row">
                {label}
                {area !== null && ` · ${t(`growth_${area}`)}`}
              </th>
              <td>{stoodText(was)}</td>
              <td>
                {stoodText(is)}
                {is !== null && is.runOut !== null && (
                  <small className="late">{t(`runOut_${is.runOut}`, { day: to })}</small>
                )}
              </td>
              <td>{change === null ? '—' : `${change > 0 ? '+' : ''}${yuanOf(change)}`}</td>
              <td>{share === null ? '—' : `${Math.round(share * 1000) / 10}%`}</td>
              <td className="report-words">{(is ?? was)?.source}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const stoodText = (stood: Stood): string => (stood === null ? '—' : `${yuanOf(stood.fen)} (${stood.from})`)
