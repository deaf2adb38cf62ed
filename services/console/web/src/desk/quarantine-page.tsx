import type { Me, QuarantineItem, QuarantineListAnswer } from '@shouwang/console-api'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Input, Table } from 'antd'
import { useState } from 'react'
import { get, queryOf } from '../api.ts'
import { EmptyNotice, ProblemNotice } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'
import { QuarantineDrawer } from './quarantine-drawer.tsx'
import { ReplayAll } from './replay-all.tsx'

const PAGE = 20

type Filter = { feed?: string; reason?: string; from?: string; to?: string }

/** Rows set aside: how many of what, each one, and the way to mend it. */
export const QuarantinePage = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const [filter, setFilter] = useState<Filter>({})
  const [page, setPage] = useState(1)
  const [opened, setOpened] = useState<string | undefined>()
  const query = queryOf({ ...filter, limit: PAGE, offset: (page - 1) * PAGE })
  const rows = useQuery({
    queryKey: ['quarantine', query],
    queryFn: () => get<QuarantineListAnswer>(`/quarantine${query}`),
    placeholderData: keepPreviousData,
  })
  const choose = (next: typeof filter) => {
    setFilter(next)
    setPage(1)
  }
  return (
    <>
      <header>
        <h1>{t('quarantineTitle')}</h1>
        <span className="hint">{t('quarantineHint')}</span>
      </header>
      {rows.error !== null && <ProblemNotice error={rows.error} retry={() => void rows.refetch()} />}
      <Days filter={filter} choose={choose} />
      <Counts counts={rows.data?.counts ?? []} filter={filter} choose={choose} />
      {filter.feed !== undefined && me.may.includes('mend-quarantine') && (
        <ReplayAll feed={filter.feed} filter={filter} total={rows.data?.total ?? 0} over={() => choose(filter)} />
      )}
      <Table<QuarantineItem>
        rowKey="quarantineId"
        size="middle"
        loading={rows.isPending}
        dataSource={rows.data?.items ?? []}
        pagination={{
          current: page,
          pageSize: PAGE,
          total: rows.data?.total ?? 0,
          onChange: setPage,
          showSizeChanger: false,
          hideOnSinglePage: true,
        }}
        locale={{ emptyText: <NoRows filtered={Object.keys(filter).length > 0} clear={() => choose({})} /> }}
        columns={[
          {
            title: t('col_problem'),
            render: (_, row) => (
              <button type="button" className="task-link" onClick={() => setOpened(row.quarantineId)}>
                <strong>{row.reasonText}</strong>
              </button>
            ),
          },
          { title: t('col_field'), render: (_, row) => row.field ?? '' },
          { title: t('col_feed'), dataIndex: 'feedName' },
          { title: t('col_file'), render: (_, row) => row.fileName ?? row.delivery },
          { title: t('col_row'), align: 'right', width: 80, dataIndex: 'rowNo' },
          { title: t('col_day'), width: 120, dataIndex: 'businessDay' },
        ]}
      />
      {opened !== undefined && <QuarantineDrawer id={opened} me={me} close={() => setOpened(undefined)} />}
    </>
  )
}

/** Nothing waits at all, or nothing that the filter leaves. */
const NoRows = ({ filtered, clear }: { filtered: boolean; clear: () => void }) => {
  const { t } = useTranslation()
  if (!filtered) return <EmptyNotice title={t('quarantineTitle')}>{t('quarantineEmpty')}</EmptyNotice>
  return (
    <EmptyNotice title={t('quarantineNone')}>
      {t('quarantineNoneHint')} <Button onClick={clear}>{t('clearFilters')}</Button>
    </EmptyNotice>
  )
}

/** From which business day to which. */
const Days = ({ filter, choose }: { filter: Filter; choose: (filter: Filter) => void }) => {
  const { t } = useTranslation()
  const { from, to, ...rest } = filter
  const days = (next: { from: string | undefined; to: string | undefined }) =>
    choose({ ...rest, ...(next.from ? { from: next.from } : {}), ...(next.to ? { to: next.to } : {}) })
  return (
    <div className="counts days">
      <Input
        prefix={t('quarantineFrom')}
        aria-label={t('quarantineFrom')}
        type="date"
        value={from ?? ''}
        onChange={({ target }) => days({ to, from: target.value })}
      />
      <Input
        prefix={t('quarantineTo')}
        aria-label={t('quarantineTo')}
        type="date"
        value={to ?? ''}
        onChange={({ target }) => days({ from, to: target.value })}
      />
    </div>
  )
}

const Counts = (props: {
  counts: QuarantineListAnswer['counts']
  filter: Filter
  choose: (filter: Filter) => void
}) => {
  const { t } = useTranslation()
  const { counts, filter, choose } = props
  if (counts.length === 0) return null
  const { feed: _, reason: __, ...days } = filter
  return (
    <div className="counts">
      <button type="button" className="count" aria-pressed={filter.reason === undefined} onClick={() => choose(days)}>
        {t('quarantineOthers')}
        <b>{counts.reduce((sum, { waiting }) => sum + waiting, 0)}</b>
      </button>
      {counts.map(({ feed, feedName, reason, reasonText, waiting }) => (
        <button
          key={feed + reason}
          type="button"
          className="count"
          aria-pressed={filter.feed === feed && filter.reason === reason}
          onClick={() => choose({ ...days, feed, reason })}
        >
          {feedName} · {reasonText}
          <b>{waiting}</b>
        </button>
      ))}
    </div>
  )
}
