import type { CorrectionListAnswer, Me } from '@shouwang/console-api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Table } from 'antd'
import { useState } from 'react'
import { get, post, queryOf } from '../api.ts'
import { EmptyNotice, ProblemNotice } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'

type Correction = CorrectionListAnswer['corrections'][number]

/** What departments are asked to correct, of one interface or of all; a corrected row closes one by itself. */
export const Corrections = ({ me, feed }: { me: Me; feed?: string }) => {
  const { t } = useTranslation()
  const query = queryOf({ feed })
  const found = useQuery({
    queryKey: ['corrections', query],
    queryFn: () => get<CorrectionListAnswer>(`/corrections${query}`),
  })
  if (found.error !== null) return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  return (
    <Table<Correction>
      rowKey="id"
      size="small"
      loading={found.isPending}
      dataSource={found.data?.corrections ?? []}
      pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
      locale={{ emptyText: <EmptyNotice title={t('corrections')}>{t('noCorrections')}</EmptyNotice> }}
      columns={[
        {
          title: t('col_feed'),
          render: (_, one) => (
            <>
              {one.label}
              <small className="source">{`${one.provider} · ${one.feedName}`}</small>
              <small className="source">{one.sourceKey}</small>
            </>
          ),
        },
        {
          title: t('correctionWhat'),
          render: (_, one) => (
            <>
              {one.what}
              <small className="source">{`${one.askedBy} · ${one.askedAt.slice(0, 10)}`}</small>
            </>
          ),
        },
        {
          title: t('col_status'),
          width: 260,
          render: (_, one) => (me.may.includes('answer-corrections') ? <Answer id={one.id} /> : t('correctionOpen')),
        },
      ]}
    />
  )
}

const Answer = ({ id }: { id: number }) => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [written, setWritten] = useState('')
  const close = useMutation({
    mutationFn: () => post(`/corrections/${id}/answer`, { answer: written }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['corrections'] }),
  })
  return (
    <div className="row">
      <Input
        size="small"
        value={written}
        aria-label={t('correctionAnswer')}
        placeholder={t('correctionAnswer')}
        onChange={({ target }) => setWritten(target.value)}
      />
      <Button
        size="small"
        disabled={written.trim().length < 2}
        loading={close.isPending}
        onClick={() => close.mutate()}
      >
        {t('correctionClose')}
      </Button>
      {close.error !== null && <ProblemNotice error={close.error} />}
    </div>
  )
}
