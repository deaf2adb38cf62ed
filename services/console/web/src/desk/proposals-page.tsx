import type { Proposal, ProposalListAnswer } from '@shouwang/console-api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Table } from 'antd'
import { Link } from 'react-router'
import { get, post } from '../api.ts'
import { EmptyNotice, ProblemNotice } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'

/** What waits for a second person: changes of staff and regions, keys, and looks. */
export const ProposalsPage = () => {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const proposals = useQuery({ queryKey: ['proposals'], queryFn: () => get<ProposalListAnswer>('/proposals') })
  const decide = useMutation({
    mutationFn: ({ id, how }: { id: number; how: 'confirm' | 'refuse' }) => post(`/proposals/${id}/${how}`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['proposals'] }),
    onError: (error) => void message.error(error.message),
  })
  return (
    <>
      <header>
        <h1>{t('nav_proposals')}</h1>
        <span className="hint">{t('proposalsHint')}</span>
      </header>
      {proposals.error !== null && <ProblemNotice error={proposals.error} />}
      <Table<Proposal>
        rowKey="id"
        size="middle"
        loading={proposals.isPending}
        dataSource={proposals.data?.proposals ?? []}
        locale={{ emptyText: <EmptyNotice title={t('nav_proposals')}>{t('proposalsNone')}</EmptyNotice> }}
        columns={[
          {
            title: t('proposalWhat'),
            render: (_, { id, kind, what }) => (kind === 'policy' ? <Link to={`/drafts/${id}`}>{what}</Link> : what),
          },
          { title: t('proposalWhy'), dataIndex: 'why' },
          { title: t('proposedBy'), width: 120, dataIndex: 'proposedBy' },
          { title: t('col_time'), width: 180, dataIndex: 'proposedAt' },
          {
            title: '',
            width: 180,
            render: (_, { id, mayDecide }) =>
              mayDecide && (
                <div className="row">
                  <Button type="primary" onClick={() => decide.mutate({ id, how: 'confirm' })}>
                    {t('confirm')}
                  </Button>
                  <Button onClick={() => decide.mutate({ id, how: 'refuse' })}>{t('decline')}</Button>
                </div>
              ),
          },
        ]}
      />
    </>
  )
}
