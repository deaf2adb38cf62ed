import type { Me, StockAnswer } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { Button, Table } from 'antd'
import { Link, useSearchParams } from 'react-router'
import { get, queryOf } from '../api.ts'
import { LevelTag } from '../parts/level-tag.tsx'
import { EmptyNotice, ProblemNotice } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'
import './overview.css'

type Household = StockAnswer['households'][number]

/** 存量摸排清单: households that first deliveries told of and nobody was sent to yet, the next ones first. */
export const StockPage = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const [search, setSearch] = useSearchParams()
  const query = queryOf({ region: search.get('region') ?? undefined, after: search.get('after') ?? undefined })
  const list = useQuery({ queryKey: ['stock-list', query], queryFn: () => get<StockAnswer>(`/stock-list${query}`) })
  const next = list.data?.next ?? null
  return (
    <div className="overview dense">
      <header>
        <h1>
          {list.data?.regionName ?? ''} {t('nav_stock')}
        </h1>
        <span>{list.data === undefined ? '' : t('stockTotal', { count: list.data.total })}</span>
      </header>
      <p className="hint">{t('stockHint')}</p>
      {list.error !== null && <ProblemNotice error={list.error} retry={() => void list.refetch()} />}
      <Table<Household>
        rowKey="householdNo"
        size="small"
        loading={list.isPending}
        dataSource={list.data?.households ?? []}
        pagination={false}
        locale={{ emptyText: <EmptyNotice title={t('nav_stock')}>{t('stockNone')}</EmptyNotice> }}
        columns={[
          { title: t('stockPlace'), dataIndex: 'place', width: 90, align: 'right' },
          { title: t('ringsLevel'), render: (_, { level }) => <LevelTag level={level} /> },
          { title: t('col_region'), dataIndex: 'regionName' },
          {
            title: t('stockReasons'),
            render: (_, { reasons }) => reasons.map(({ indicatorName }) => indicatorName).join('、'),
          },
          { title: t('stockSince'), dataIndex: 'since', width: 120 },
          { title: t('stockBy'), dataIndex: 'by', width: 120 },
          ...(me.may.includes('read-explanations')
            ? [
                {
                  title: '',
                  width: 120,
                  render: (_: unknown, { householdNo }: Household) => (
                    <Link to={`/households/${encodeURIComponent(householdNo)}`}>{t('fileOpen')}</Link>
                  ),
                },
              ]
            : []),
        ]}
      />
      {next !== null && (
        <Button
          onClick={() =>
            setSearch(new URLSearchParams([...search].filter(([key]) => key !== 'after').concat([['after', next]])))
          }
        >
          {t('ringsNext')}
        </Button>
      )}
    </div>
  )
}
