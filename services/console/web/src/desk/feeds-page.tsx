import type { FeedAnswer, FeedDetailAnswer, Me } from '@shouwang/console-api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Drawer, Table, Upload } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get, sendFile } from '../api.ts'
import { Loading, ProblemNotice } from '../parts/notices.tsx'
import { refetchAll } from '../refetch-all.ts'
import { Corrections } from './corrections.tsx'
import { Receipts } from './receipts.tsx'

/** Every departmental interface: when it last delivered, what waits, and the door for files. */
export const FeedsPage = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const [opened, setOpened] = useState<string | undefined>()
  const feeds = useQuery({ queryKey: ['feeds'], queryFn: () => get<{ feeds: FeedAnswer[] }>('/feeds') })
  return (
    <>
      <header>
        <h1>{t('feedsTitle')}</h1>
      </header>
      {me.may.includes('send-records') && <UploadDoor />}
      {feeds.error !== null && <ProblemNotice error={feeds.error} retry={() => void feeds.refetch()} />}
      <h2>{t('nav_feeds')}</h2>
      <Table<FeedAnswer>
        rowKey="feed"
        size="middle"
        loading={feeds.isPending}
        dataSource={feeds.data?.feeds ?? []}
        pagination={false}
        columns={[
          {
            title: t('col_feed'),
            render: (_, feed) => (
              <button type="button" className="task-link" onClick={() => setOpened(feed.feed)}>
                <strong>{feed.name}</strong>
                <small className="source">{feed.feed}</small>
              </button>
            ),
          },
          { title: t('col_provider'), dataIndex: 'provider' },
          { title: t('col_cadence'), width: 90, render: (_, feed) => cadenceWords(t, feed.cadence) },
          {
            title: t('col_last'),
            render: (_, feed) => feed.last?.businessDay ?? <span className="hint">{t('neverDelivered')}</span>,
          },
          { title: t('col_accepted'), align: 'right', render: (_, feed) => feed.last?.accepted ?? '' },
          {
            title: t('col_waiting'),
            align: 'right',
            render: (_, feed) => (feed.waiting > 0 ? <strong className="late">{feed.waiting}</strong> : ''),
          },
          {
            title: t('col_status'),
            width: 110,
            render: (_, feed) =>
              feed.overdue ? (
                <span className="tag level-orange">{t('overdueFeed')}</span>
              ) : (
                <span className="tag good">{t('onTime')}</span>
              ),
          },
        ]}
      />
      <h2>{t('receipts')}</h2>
      <Receipts />
      {me.may.includes('read-corrections') && (
        <>
          <h2>{t('corrections')}</h2>
          <Corrections me={me} />
        </>
      )}
      {opened !== undefined && <FeedDrawer me={me} feed={opened} close={() => setOpened(undefined)} />}
    </>
  )
}

const CADENCES = ['R', 'D', 'W', 'M', 'Q', 'Y', 'E', 'A'] as const

const cadenceWords = (t: ReturnType<typeof useTranslation>['t'], cadence: string): string => {
  const known = CADENCES.find((one) => one === cadence)
  return known === undefined ? cadence : t(`cadence_${known}`)
}

const UploadDoor = () => {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const send = async (file: File) => {
    const key = file.name
    void message.loading({ key, content: t('uploading', { file: file.name }), duration: 0 })
    try {
      const { receipt } = await sendFile(file, {})
      const content =
        receipt === null || receipt.status !== 'complete'
          ? t('uploadedPlain', { file: file.name })
          : t('uploaded', { file: file.name, accepted: receipt.accepted, quarantined: receipt.quarantined })
      void message.success({ key, content, duration: 6 })
    } catch (error) {
      void message.error({ key, content: error instanceof Error ? error.message : String(error), duration: 10 })
    }
    await refetchAll(queries)
  }
  return (
    <div className="upload-door">
      <Upload.Dragger
        multiple
        showUploadList={false}
        accept=".csv,.xlsx,.ndjson,.json,.txt"
        customRequest={({ file }) => void send(file as File)}
      >
        <p style={{ fontSize: 16, fontWeight: 600 }}>{t('uploadTitle')}</p>
        <p className="hint">{t('uploadHint')}</p>
      </Upload.Dragger>
    </div>
  )
}

const FeedDrawer = ({ me, feed, close }: { me: Me; feed: string; close: () => void }) => {
  const { t } = useTranslation()
  const detail = useQuery({ queryKey: ['feeds', feed], queryFn: () => get<FeedDetailAnswer>(`/feeds/${feed}`) })
  return (
    <Drawer open size={720} onClose={close} title={detail.data?.name ?? feed}>
      {detail.isPending && <Loading />}
      {detail.error !== null && <ProblemNotice error={detail.error} />}
      {detail.data !== undefined && (
        <>
          <p>
            {detail.data.provider} · {cadenceWords(t, detail.data.cadence)}
          </p>
          {detail.data.legalBasis !== null && (
            <p className="hint">
              {t('legalBasis')}：{detail.data.legalBasis}
            </p>
          )}
          <h3>{t('columns')}</h3>
          <div className="chips still">
            {detail.data.columns.map(({ name, required }) => (
              <span key={name} className="tag plain">
                {name}
                {required ? `（${t('required')}）` : ''}
              </span>
            ))}
          </div>
          <h3>{t('receipts')}</h3>
          <Receipts feed={feed} />
          {me.may.includes('read-corrections') && (
            <>
              <h3>{t('corrections')}</h3>
              <Corrections me={me} feed={feed} />
            </>
          )}
        </>
      )}
    </Drawer>
  )
}
