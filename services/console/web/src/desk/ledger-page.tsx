import type { LedgerAnswer } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { Table } from 'antd'
import { useState } from 'react'
import { get, queryOf } from '../api.ts'
import { EmptyNotice, ProblemNotice } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'

type Line = LedgerAnswer['lines'][number]
const COUNTS = ['received', 'accepted', 'quarantined', 'applied', 'duplicate', 'stale', 'quarantinedLater'] as const

/** Whether every row that came in is accounted for, by interface and day, and what stands still. */
export const LedgerPage = () => {
  const { t } = useTranslation()
  const [span, setSpan] = useState({ from: '', to: '' })
  const query = queryOf(span)
  const ledger = useQuery({ queryKey: ['ledger', query], queryFn: () => get<LedgerAnswer>(`/ledger${query}`) })
  return (
    <>
      <header>
        <h1>{t('nav_ledger')}</h1>
        <span className="hint">{t('ledgerHint')}</span>
      </header>
      <div className="desk-filters">
        {(['from', 'to'] as const).map((key) => (
          <input
            key={key}
            type="date"
            aria-label={t(key === 'from' ? 'quarantineFrom' : 'quarantineTo')}
            value={span[key] === '' ? (ledger.data?.[key] ?? '') : span[key]}
            onChange={({ target }) => setSpan({ ...span, [key]: target.value })}
          />
        ))}
      </div>
      {ledger.error !== null && <ProblemNotice error={ledger.error} retry={() => void ledger.refetch()} />}
      {ledger.data !== undefined && <Standing standing={ledger.data.standing} />}
      <Table<Line>
        rowKey={({ feed, day }) => `${feed} ${day}`}
        size="small"
        loading={ledger.isPending}
        dataSource={ledger.data?.lines ?? []}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <EmptyNotice title={t('nav_ledger')}>{t('ledgerNone')}</EmptyNotice> }}
        columns={[
          { title: t('col_feed'), dataIndex: 'feedName' },
          { title: t('col_day'), width: 110, dataIndex: 'day' },
          ...COUNTS.map((count) => ({
            ...{ title: t(`ledger_${count}`), align: 'right' as const, width: 92, dataIndex: count },
          })),
          {
            title: t('col_status'),
            width: 90,
            render: (_: unknown, { balanced }: Line) => (
              <span className={balanced ? 'tag good' : 'tag level-red'}>
                {t(balanced ? 'ledgerEven' : 'ledgerUneven')}
              </span>
            ),
          },
        ]}
      />
    </>
  )
}

const Standing = ({ standing }: Pick<LedgerAnswer, 'standing'>) => {
  const { t } = useTranslation()
  if (standing.length === 0) return null
  return (
    <ul className="plain-list panel" aria-label={t('ledgerStanding')}>
      {standing.map(({ delivery, feedName, fileName, businessDay, settled, accepted, standingMinutes }) => (
        <li key={delivery} className="late">
          {feedName} {fileName} {businessDay}：{t('ledgerStands', { settled, accepted, minutes: standingMinutes })}
        </li>
      ))}
    </ul>
  )
}
