import type { FeedAnswer, FeedDetailAnswer, Me } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { Drawer, Table } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { get } from '../api.ts'
import { Loading, ProblemNotice } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'
import { Corrections } from './corrections.tsx'
import { Receipts } from './receipts.tsx'
import { UploadDoor } from './upload-door.tsx'

/** Every departmental interface: when it last delivered, what waits, and the door for files. */
export const FeedsPage = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const [opened, setOpened] = useState<string | undefined>()
  const feeds = useQuery({ queryKey: ['feeds'], queryFn: () => get<{ feeds: FeedAnswer[] }>('/feeds') })
  return (
    <>
      <header>
        <h1>{t('feedsTitle')}</h1>
        {me.may.includes('draft-feeds') && <Link to="/feeds/new">{t('feedDraftGo')}</Link>}
      </header>
      {me.may.includes('send-records') && <UploadDoor me={me} feeds={feeds.data?.feeds ?? []} />}
      {feeds.error !== null && <ProblemNotice error={feeds.error} retry={() => void feeds.refetch()} />}
      <h2>{t('nav_feeds')}</h2>
      <Table<FeedAnswer>
        rowKey="feed"
        size="middle"
        loading={feeds.isPending}
        dataSource={(feeds.data?.feeds ?? []).toSorted(byTrouble)}
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
            render: (_, { last, staleDays }) =>
              last === null ? (
                <span className="hint">{t('neverDelivered')}</span>
              ) : (
                <>
                  {last.businessDay} <span className="hint">{t('feedStale', { days: staleDays ?? 0 })}</span>
                </>
              ),
          },
          { title: t('feedExpected'), width: 116, render: (_, { expectedBy }) => expectedBy ?? '' },
          {
            title: t('feedVolume'),
            align: 'right',
            render: (_, { last, usualRows }) =>
              last === null ? '' : `${last.received}${usualRows === null ? '' : ` / ${usualRows}`}`,
          },
          {
            title: t('col_waiting'),
            align: 'right',
            render: (_, feed) => (feed.waiting > 0 ? <strong className="late">{feed.waiting}</strong> : ''),
          },
          {
            title: t('col_status'),
            width: 130,
            render: (_, { trouble }) => (
              <span
                className={trouble === 'none' ? 'tag good' : `tag level-${trouble === 'failed' ? 'red' : 'orange'}`}
              >
                {t(`trouble_${trouble}`)}
              </span>
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

const TROUBLES: readonly FeedAnswer['trouble'][] = ['failed', 'overdue', 'small', 'waiting', 'none']

/** What needs somebody first. */
const byTrouble = (a: FeedAnswer, b: FeedAnswer): number =>
  TROUBLES.indexOf(a.trouble) - TROUBLES.indexOf(b.trouble) || (b.staleDays ?? 0) - (a.staleDays ?? 0)

const CADENCES = ['R', 'D', 'W', 'M', 'Q', 'Y', 'E', 'A'] as const

const cadenceWords = (t: ReturnType<typeof useTranslation>['t'], cadence: string): string => {
  const known = CADENCES.find((one) => one === cadence)
  return known === undefined ? cadence : t(`cadence_${known}`)
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
          <div className="row">
            <h3>{t('columns')}</h3>
            <a href={`/api/v1/feeds/${encodeURIComponent(feed)}/template`} download>
              {t('feedTemplate')}
            </a>
          </div>
          <table className="row-words known">
            <tbody>
              {detail.data.columns.map(({ name, required, aliases, codes }) => (
                <tr key={name}>
                  <th scope="row">
                    {name}
                    {required && <small className="source">{t('required')}</small>}
                  </th>
                  <td>
                    {codes.map((words) => words.join(' / ')).join('；')}
                    {aliases.length > 0 && (
                      <small className="source">{t('feedAliases', { names: aliases.join('、') })}</small>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
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
