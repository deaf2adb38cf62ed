import type { StockAnswer } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { get, queryOf } from '../api.ts'
import { HouseholdRows } from '../parts/household-rows.tsx'
import { LevelTag } from '../parts/level-tag.tsx'
import { EmptyNotice } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'
import './overview.css'

/** 存量摸排清单: households that first deliveries told of and nobody was sent to yet, the next ones first. */
export const StockPage = () => {
  const { t } = useTranslation()
  const [search] = useSearchParams()
  const query = queryOf({ region: search.get('region') ?? undefined, after: search.get('after') ?? undefined })
  const list = useQuery({ queryKey: ['stock-list', query], queryFn: () => get<StockAnswer>(`/stock-list${query}`) })
  return (
    <div className="overview dense">
      <header>
        <h1>
          {list.data?.regionName ?? ''} {t('nav_stock')}
        </h1>
        <span>{list.data === undefined ? '' : t('stockTotal', { count: list.data.total })}</span>
      </header>
      <p className="hint">{t('stockHint')}</p>
      <HouseholdRows
        list={list}
        none={<EmptyNotice title={t('nav_stock')}>{t('stockNone')}</EmptyNotice>}
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
        ]}
      />
    </div>
  )
}
