import type { Me, StockAnswer } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { get, queryOf } from '../api.ts'
import { HouseholdRows } from '../parts/household-rows.tsx'
import { LevelTag } from '../parts/level-tag.tsx'
import { EmptyNotice } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'
import './overview.css'

/** 存量摸排清单: households that first deliveries told of and nobody was sent to yet, the next ones first. */
export const StockPage = ({ me }: { me: Me }) => {
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
      {list.data !== undefined && <Survey survey={list.data.survey} me={me} />}
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

/** Whether the region takes stock; where it does not, the way to a draft with which it does. */
const Survey = ({ survey: { isOn, draft }, me }: { survey: StockAnswer['survey']; me: Me }) => {
  const { t } = useTranslation()
  if (isOn) return <p>{t('stockOn')}</p>
  if (draft === null || !me.may.includes('simulate-policy')) return null
  return (
    <p>
      <Link className="no-print" to="/drafts" state={{ files: draft }}>
        {t('stockDraft')}
      </Link>{' '}
      <span className="hint">{t('stockDraftHint')}</span>
    </p>
  )
}
