import type { DataFaultListAnswer, Me } from '@shouwang/console-api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get, post } from '../api.ts'
import { ProblemNotice } from '../parts/notices.tsx'

type Fault = DataFaultListAnswer['faults'][number]

/** What visits found wrong in departments' records, and what became of it. */
export const DataFaultsPage = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const faults = useQuery({ queryKey: ['data-faults'], queryFn: () => get<DataFaultListAnswer>('/data-faults') })
  const answer = useMutation({
    mutationFn: (about: { taskId: string; seq: number; answer: string }) =>
      post<DataFaultListAnswer>('/data-faults/answer', about),
    onSuccess: (after) => queries.setQueryData(['data-faults'], after),
  })
  const problem = faults.error ?? answer.error
  return (
    <>
      <h1>{t('nav_data-faults')}</h1>
      <p className="hint">{t('faultsHint')}</p>
      {problem !== null && <ProblemNotice error={problem} />}
      <Table<Fault>
        rowKey={({ taskId, seq }) => `${taskId}/${seq}`}
        loading={faults.isPending}
        dataSource={faults.data?.faults ?? []}
        locale={{ emptyText: t('faultsNone') }}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        size="small"
        columns={[
          { title: t('col_day'), dataIndex: 'day', width: 110 },
          {
            title: t('col_feed'),
            render: (_, { provider, feedName, field }) => [provider, feedName, field].filter(Boolean).join(' · '),
          },
          { title: t('whatIsTrue'), dataIndex: 'truth' },
          { title: t('col_household'), render: (_, { householdNo, regionName }) => `${householdNo} ${regionName}` },
          { title: t('faultBy'), dataIndex: 'byName', width: 90 },
          {
            title: t('faultAnswer'),
            render: (_, fault) =>
              fault.answer !== null ? (
                `${fault.answer}（${fault.answeredByName}）`
              ) : me.may.includes('mend-quarantine') ? (
                <Answer send={(words) => answer.mutate({ taskId: fault.taskId, seq: fault.seq, answer: words })} />
              ) : (
                t('faultOpen')
              ),
          },
        ]}
      />
    </>
  )
}

const Answer = ({ send }: { send: (words: string) => void }) => {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  return (
    <div className="row">
      <Input
        aria-label={t('faultAnswer')}
        value={words}
        maxLength={500}
        onChange={(event) => setWords(event.target.value)}
      />
      <Button disabled={words.trim().length < 2} onClick={() => send(words)}>
        {t('confirm')}
      </Button>
    </div>
  )
}
