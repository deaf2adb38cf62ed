import type { HardshipListAnswer, Me, RingsAnswer } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { Button, Table } from 'antd'
import { useSearchParams } from 'react-router'
import { get, queryOf } from '../api.ts'
import { HouseholdRows } from '../parts/household-rows.tsx'
import { LevelTag } from '../parts/level-tag.tsx'
import { ProblemNotice } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'
import './overview.css'

type Area = RingsAnswer['areas'][number]
type Count = Area['counts'][number]
type Ring = Count['ring']
type Cause = Count['cause']

const rings: readonly Ring[] = ['allowance', 'low-income', 'below-1', 'below-1.5', 'below-2', 'above', 'unknown']
const causes: readonly Cause[] = [
  ...(['illness', 'disability', 'schooling', 'accident', 'unemployment'] as const),
  ...(['family', 'housing', 'dependants', 'none'] as const),
]
const VILLAGE = /[1-9]\d{0,2}$/

const sumOf = (areas: readonly Area[], ring: Ring | undefined, cause: string | null): number =>
  areas
    .flatMap(({ counts }) => counts)
    .filter((count) => (ring === undefined || count.ring === ring) && (cause === null || count.cause === cause))
    .reduce((sum, { households }) => sum + households, 0)

/** 困难圈层: how many households of each area stand in which ring, by cause; every count opens its households. */
export const RingsPage = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const [search, setSearch] = useSearchParams()
  const [region, ring, cause] = ['region', 'ring', 'cause'].map((key) => search.get(key))
  const go = (changed: Readonly<Record<string, string | null>>): void => {
    const next = { region, ring, cause, ...changed }
    setSearch(Object.fromEntries(Object.entries(next).flatMap(([key, value]) => (value == null ? [] : [[key, value]]))))
  }
  const query = queryOf({ region: region ?? undefined })
  const told = useQuery({ queryKey: ['rings', query], queryFn: () => get<RingsAnswer>(`/reports/rings${query}`) })
  const areas = told.data?.areas ?? []
  const opened = (of: readonly Area[], area: string | null, each: Ring) => (
    <Button type="link" size="small" onClick={() => go({ ring: each, ...(area === null ? {} : { region: area }) })}>
      {sumOf(of, each, cause ?? null)}
    </Button>
  )
  return (
    <div className="overview dense">
      <header>
        <h1>
          {told.data?.regionName ?? ''} {t('nav_rings')}
        </h1>
        {region != null && <Button onClick={() => go({ region: null, ring: null })}>‹ {t('overviewUp')}</Button>}
      </header>
      <p className="hint">{t('ringsHint')}</p>
      <div className="counts">
        {[null, ...causes].map((each) => (
          <button
            key={each ?? 'all'}
            type="button"
            className="chip"
            aria-pressed={(cause ?? null) === each}
            onClick={() => go({ cause: each })}
          >
            {each === null ? t('ringsAllCauses') : t(`cause_${each}`)} <b>{sumOf(areas, undefined, each)}</b>
          </button>
        ))}
      </div>
      {told.error !== null && <ProblemNotice error={told.error} retry={() => void told.refetch()} />}
      <Table<Area>
        rowKey={({ area }) => area ?? 'unknown'}
        size="small"
        loading={told.isPending}
        dataSource={[...areas]}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          {
            title: t('col_region'),
            render: (_, { area, name }) =>
              area === null || VILLAGE.test(area) ? (
                name
              ) : (
                <Button type="link" size="small" onClick={() => go({ region: area, ring: null })}>
                  {name}
                </Button>
              ),
          },
          ...rings.map((each) => ({
            title: t(`ring_${each}`),
            align: 'right' as const,
            render: (_: unknown, area: Area) => opened([area], area.area, each),
          })),
          { title: t('ringsAll'), align: 'right', render: (_, area) => sumOf([area], undefined, cause ?? null) },
        ]}
        summary={() => (
          <Table.Summary.Row>
            <Table.Summary.Cell index={0}>{t('ringsTotal')}</Table.Summary.Cell>
            {rings.map((each, at) => (
              <Table.Summary.Cell key={each} index={at + 1} align="right">
                {opened(areas, null, each)}
              </Table.Summary.Cell>
            ))}
            <Table.Summary.Cell index={rings.length + 1} align="right">
              {sumOf(areas, undefined, cause ?? null)}
            </Table.Summary.Cell>
          </Table.Summary.Row>
        )}
      />
      {ring != null && me.may.includes('read-explanations') && (
        <Households ring={ring} cause={cause ?? null} region={region ?? null} />
      )}
    </div>
  )
}

type Asked = { readonly ring: string; readonly cause: string | null; readonly region: string | null }

/** The households of one ring, the hardest pressed first; none is named, whoever opens one leaves a line. */
const Households = ({ ring, cause, region }: Asked) => {
  const { t } = useTranslation()
  const [search] = useSearchParams()
  const after = search.get('after') ?? undefined
  const query = queryOf({ ring, after, cause: cause ?? undefined, region: region ?? undefined })
  const list = useQuery({
    queryKey: ['by-hardship', query],
    queryFn: () => get<HardshipListAnswer>(`/households/by-hardship${query}`),
  })
  return (
    <section>
      <h2>
        {t('ringsHouseholds')} · {t(`ring_${ring as Ring}`)}
      </h2>
      <HouseholdRows
        list={list}
        columns={[
          { title: t('hardshipTitle'), dataIndex: 'points', width: 110, align: 'right' },
          { title: t('ringsCause'), render: (_, household) => t(`cause_${household.cause}`) },
          { title: t('col_region'), dataIndex: 'regionName' },
          { title: t('ringsLevel'), render: (_, { level }) => <LevelTag level={level} /> },
        ]}
      />
    </section>
  )
}
