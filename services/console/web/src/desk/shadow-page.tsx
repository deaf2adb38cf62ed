import type { Me, ShadowAnswer } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link, useSearchParams } from 'react-router'
import { get, queryOf } from '../api.ts'
import { EmptyNotice, Loading, ProblemNotice } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'
import './overview.css'

type Row = ShadowAnswer['indicators'][number]

const TOWNS_SHOWN = 6

/** Indicators in shadow: how many households each would have raised, in which towns, and what visits there found anyway. */
export const ShadowPage = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const [search, setSearch] = useSearchParams()
  const region = search.get('region') ?? undefined
  const query = queryOf({ region })
  const shadow = useQuery({ queryKey: ['shadow', query], queryFn: () => get<ShadowAnswer>(`/reports/shadow${query}`) })
  return (
    <div className="overview">
      <header>
        <h1>
          {shadow.data?.regionName ?? ''} {t('nav_shadow')}
        </h1>
        {region !== undefined && <Button onClick={() => setSearch({})}>‹ {t('overviewUp')}</Button>}
      </header>
      <p className="hint">{t('shadowHint')}</p>
      {shadow.isPending && <Loading />}
      {shadow.error !== null && <ProblemNotice error={shadow.error} retry={() => void shadow.refetch()} />}
      {shadow.data?.indicators.length === 0 && <EmptyNotice title={t('shadowNone')}>{t('shadowHint')}</EmptyNotice>}
      <ul className="shadow-list">
        {shadow.data?.indicators.map((row) => (
          <ShadowRow key={row.indicator} row={row} me={me} open={(area) => setSearch({ region: area })} />
        ))}
      </ul>
    </div>
  )
}

const ShadowRow = ({ row, me, open }: { row: Row; me: Me; open: (area: string) => void }) => {
  const { t } = useTranslation()
  const { name, source, direction, households, areas, visits, inUse, draft } = row
  return (
    <li className="panel">
      <h2>
        {name} <span className="hint">{t(`direction_${direction}`)}</span>
      </h2>
      <p>
        <b>{inUse ? t('shadowInUse') : t('shadowHouseholds', { count: households })}</b>{' '}
        <span className="hint">{visits === null ? t('overviewNoWarehouse') : visitsText(visits, t)}</span>
      </p>
      {areas.length > 0 && (
        <div className="counts">
          {areas.slice(0, TOWNS_SHOWN).map((area) => (
            <button key={area.area} type="button" className="chip" onClick={() => open(area.area)}>
              {area.name} <b>{area.households}</b>
            </button>
          ))}
          {areas.length > TOWNS_SHOWN && <span className="hint">{t('shadowMoreTowns', { count: areas.length })}</span>}
        </div>
      )}
      <p className="hint">
        {t('shadowSource')}：{source}
      </p>
      {draft !== null && me.may.includes('simulate-policy') && (
        <Link className="no-print" to="/drafts" state={{ files: draft }}>
          {t('shadowDraft')}
        </Link>
      )}
    </li>
  )
}

const visitsText = (
  { judged, confirmed, refuted }: NonNullable<Row['visits']>,
  t: ReturnType<typeof useTranslation>['t'],
): string => {
  const told = confirmed + refuted
  if (told === 0) return t('shadowNoVisits')
  return t('shadowVisits', { judged, confirmed, refuted, share: Math.round((confirmed / told) * 100) })
}
