import type { FeedAnswer, IntakeKeyListAnswer, NewIntakeKeyAnswer } from '@shouwang/console-api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Popconfirm, Select, Table } from 'antd'
import { useState } from 'react'
import { get, post } from '../api.ts'
import { ProblemNotice } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'

type Key = IntakeKeyListAnswer['keys'][number]

/** The keys with which departments send records: made for certain interfaces, shown once, and taken out of force at once. */
export const KeysPage = () => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const keys = useQuery({ queryKey: ['intake-keys'], queryFn: () => get<IntakeKeyListAnswer>('/intake-keys') })
  const again = () => queries.invalidateQueries({ queryKey: ['intake-keys'] })
  const revoke = useMutation({
    mutationFn: (name: string) => post(`/intake-keys/${encodeURIComponent(name)}/revoke`),
    onSuccess: again,
  })
  const error = keys.error ?? revoke.error
  return (
    <>
      <header>
        <h1>{t('nav_keys')}</h1>
        <span className="hint">{t('keysHint')}</span>
      </header>
      <NewKey made={again} />
      {error !== null && <ProblemNotice error={error} />}
      <Table<Key>
        rowKey="name"
        size="middle"
        loading={keys.isPending}
        dataSource={keys.data?.keys ?? []}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          { title: t('keyName'), dataIndex: 'name' },
          { title: t('nav_feeds'), render: (_, { feeds }) => feeds.join('、') },
          { title: t('col_region'), width: 140, dataIndex: 'region' },
          { title: t('keyRows'), align: 'right', width: 120, dataIndex: 'rowsPerMinute' },
          {
            title: t('col_status'),
            width: 140,
            render: (_, { name, revokedAt }) =>
              revokedAt === null ? (
                <Popconfirm title={t('keyRevokeSure', { name })} onConfirm={() => revoke.mutate(name)}>
                  <Button danger>{t('keyRevoke')}</Button>
                </Popconfirm>
              ) : (
                t('keyRevoked', { day: revokedAt.slice(0, 10) })
              ),
          },
        ]}
      />
    </>
  )
}

const NewKey = ({ made }: { made: () => Promise<void> }) => {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [feeds, setFeeds] = useState<readonly string[]>([])
  const known = useQuery({ queryKey: ['feeds'], queryFn: () => get<{ feeds: FeedAnswer[] }>('/feeds') })
  const make = useMutation({
    mutationFn: () => post<NewIntakeKeyAnswer>('/intake-keys', { name, feeds }),
    onSuccess: () => {
      setName('')
      setFeeds([])
      return made()
    },
  })
  return (
    <>
      <div className="desk-filters">
        <Input
          style={{ width: 220 }}
          maxLength={64}
          value={name}
          placeholder={t('keyName')}
          aria-label={t('keyName')}
          onChange={({ target }) => setName(target.value)}
        />
        <Select
          mode="multiple"
          style={{ minWidth: 320 }}
          placeholder={t('nav_feeds')}
          aria-label={t('nav_feeds')}
          showSearch={{ optionFilterProp: 'label' }}
          value={[...feeds]}
          onChange={setFeeds}
          options={(known.data?.feeds ?? []).map(({ feed, name: words }) => ({
            value: feed,
            label: `${words} ${feed}`,
          }))}
        />
        <Button
          type="primary"
          disabled={name.trim() === '' || feeds.length === 0 || make.isPending}
          onClick={() => make.mutate()}
        >
          {t('keyMake')}
        </Button>
      </div>
      {make.error !== null && <ProblemNotice error={make.error} />}
      {make.data !== undefined && (
        <p className="notice" role="status">
          {t('keyMade', { name: make.data.name })} <code>{make.data.key}</code>
        </p>
      )}
    </>
  )
}
