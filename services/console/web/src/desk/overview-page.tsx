import type { Me, OverviewAnswer } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link, useSearchParams } from 'react-router'
import { get, queryOf } from '../api.ts'
import { yuanOf } from '../parts/amounts.ts'
import { Loading, ProblemNotice } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'
import { AreaTiles } from './area-tiles.tsx'
import { MajorMatters } from './major-matters.tsx'
import './overview.css'

/** The manager's home: where families are in need, how fast they are reached and helped, and what the data are worth. */
export const OverviewPage = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const [search, setSearch] = useSearchParams()
  const month = search.get('month') ?? me.today.slice(0, 7)
  const region = search.get('region') ?? undefined
  const query = queryOf({ month, region })
  const overview = useQuery({
    queryKey: ['overview', query],
    queryFn: () => get<OverviewAnswer>(`/reports/overview${query}`),
  })
  const go = (parts: { month?: string; region?: string | undefined }) => {
    const next = { month, region, ...parts }
    setSearch(
      Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined)) as Record<string, string>,
    )
  }
  return (
    <div className="overview">
      <header>
        <h1>
          {overview.data?.regionName ?? ''} {t('overviewOf', { month })}
        </h1>
        <span className="row no-print">
          {region !== undefined && <Button onClick={() => go({ region: undefined })}>‹ {t('overviewUp')}</Button>}
          <input
            type="month"
            aria-label={t('overviewMonth')}
            value={month}
            max={me.today.slice(0, 7)}
            onChange={({ target }) => target.value !== '' && go({ month: target.value })}
          />
          <Button href={`/api/v1/reports/monthly/export${query}`} download>
            {t('overviewExport')}
          </Button>
          <Button onClick={() => window.print()}>{t('print')}</Button>
        </span>
      </header>
      {overview.isPending && <Loading />}
      {overview.error !== null && <ProblemNotice error={overview.error} retry={() => void overview.refetch()} />}
      {overview.data !== undefined && (
        <>
          <Numbers overview={overview.data} />
          <MajorMatters region={region} day={me.today} />
          <h2>{t('overviewMap')}</h2>
          <AreaTiles areas={overview.data.areas} me={me} open={(area) => go({ region: area })} />
          <Precision indicators={overview.data.indicators} />
        </>
      )}
    </div>
  )
}

const days = (value: number | null): string => (value === null ? '–' : String(Math.round(value * 10) / 10))

const Numbers = ({ overview }: { overview: OverviewAnswer }) => {
  const { t } = useTranslation()
  const { reach, areas, feeds, shadow } = overview
  const sum = (key: 'households' | 'red' | 'open' | 'overdue' | 'cases' | 'helped' | 'givenFen') =>
    areas.reduce((total, area) => total + area[key], 0)
  const share = reach.ended === 0 ? '–' : `${Math.round((reach.inTime / reach.ended) * 100)}%`
  const numbers = [
    [t('overviewHouseholds'), sum('households'), t('overviewRed', { count: sum('red') })],
    [t('overviewOpen'), sum('open'), t('caseOverdue', { count: sum('overdue') })],
    [t('overviewReach'), share, t('overviewEnded', { count: reach.ended })],
    [t('overviewToVisit'), days(reach.toVisitDays), t('overviewDays')],
    [t('overviewToHelp'), days(reach.toHelpDays), t('overviewDays')],
    [
      t('overviewToDecision'),
      days(reach.toDecisionDays),
      t('overviewDecided', { count: reach.decided, late: reach.decidedLate }),
    ],
    [t('overviewHelped'), sum('helped'), t('overviewCases', { count: sum('cases') })],
    [t('overviewMoney'), yuanOf(sum('givenFen')), '元'],
    [t('overviewShadow'), shadow.households, t('overviewShadowOf', { count: shadow.indicators })],
    [t('overviewFresh'), `${feeds.total - feeds.overdue}/${feeds.total}`, feeds.names.slice(0, 3).join('、')],
  ] as const
  return (
    <dl className="overview-numbers">
      {numbers.map(([name, value, more]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <b>{value}</b> <span className="hint">{more}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}

const Precision = ({ indicators }: { indicators: OverviewAnswer['indicators'] }) => {
  const { t } = useTranslation()
  return (
    <section>
      <h2>{t('overviewPrecision')}</h2>
      {indicators === null && <p className="hint">{t('overviewNoWarehouse')}</p>}
      {indicators?.length === 0 && <p className="hint">{t('overviewNoneJudged')}</p>}
      <table className="row-words">
        <tbody>
          {indicators?.map(({ indicator, name, judged, confirmed, refuted }) => (
            <tr key={indicator}>
              <th scope="row">
                <Link to={`/tasks?indicator=${encodeURIComponent(indicator)}&status=closed`}>{name}</Link>
              </th>
              <td>{t('overviewJudged', { judged, confirmed, refuted })}</td>
              <td className="overview-share">{judged === 0 ? '–' : `${Math.round((confirmed / judged) * 100)}%`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
