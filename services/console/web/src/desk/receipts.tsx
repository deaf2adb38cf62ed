import type { ReceiptAnswer } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { Table } from 'antd'
import { get, queryOf } from '../api.ts'
import { EmptyNotice, ProblemNotice } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'

const WATCH_MS = 3000

/** What came in and what became of it; looks again while something is being processed. */
export const Receipts = ({ feed }: { feed?: string }) => {
  const { t } = useTranslation()
  const query = queryOf({ feed, limit: 50 })
  const receipts = useQuery({
    queryKey: ['deliveries', query],
    queryFn: () => get<{ deliveries: ReceiptAnswer[] }>(`/deliveries${query}`),
    refetchInterval: ({ state }) =>
      state.data?.deliveries.some(({ status }) => status === 'receiving' || status === 'processing') ? WATCH_MS : false,
  })
  if (receipts.error !== null) return <ProblemNotice error={receipts.error} retry={() => void receipts.refetch()} />
  return (
    <Table<ReceiptAnswer>
      rowKey="delivery"
      size="small"
      loading={receipts.isPending}
      dataSource={receipts.data?.deliveries ?? []}
      pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
      locale={{ emptyText: <EmptyNotice title={t('receipts')}>{t('noReceipts')}</EmptyNotice> }}
      columns={[
        {
          title: t('col_file'),
          render: (_, receipt) => (
            <>
              {receipt.fileName ?? receipt.feed}
              <small className="source">{t('receiptApplied', receipt)}</small>
              {receipt.part && receipt.fileName !== null && <small className="source">{t('receiptPart')}</small>}
              {receipt.problem !== null && <small className="source late">{receipt.problem}</small>}
              {Object.entries(receipt.remarks).map(([remark, count]) => (
                <small className="source" key={remark}>{`${remark}（${count}）`}</small>
              ))}
            </>
          ),
        },
        { title: t('col_day'), width: 110, dataIndex: 'businessDay' },
        { title: t('col_received'), align: 'right', width: 80, dataIndex: 'received' },
        { title: t('col_accepted'), align: 'right', width: 80, dataIndex: 'accepted' },
        {
          title: t('col_quarantined'),
          align: 'right',
          width: 80,
          render: (_, { quarantined, delivery }) =>
            quarantined > 0 ? (
              <a
                className="late"
                href={`/api/v1/deliveries/${encodeURIComponent(delivery)}/refused`}
                title={t('refusedFile')}
                download
              >
                {quarantined} ↓
              </a>
            ) : (
              0
            ),
        },
        { title: t('col_status'), width: 90, render: (_, { status }) => t(`status_${status}`) },
      ]}
    />
  )
}
