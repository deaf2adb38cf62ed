import type { AccountListAnswer, IssuedAnswer } from '@shouwang/console-api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Popconfirm, Table } from 'antd'
import { useState } from 'react'
import { get, post, queryOf } from '../api.ts'
import { ProblemNotice } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'

type Account = AccountListAnswer['accounts'][number]

/** Who may sign in: passwords issued and taken back, sessions ended. Roles and regions are confirmed by another. */
export const AccountsPage = () => {
  const { t } = useTranslation()
  const { message, modal } = App.useApp()
  const queries = useQueryClient()
  const [q, setQ] = useState('')
  const accounts = useQuery({
    queryKey: ['accounts', q],
    queryFn: () => get<AccountListAnswer>(`/accounts${queryOf({ q })}`),
    placeholderData: (before) => before,
  })
  const act = useMutation({
    mutationFn: ({ staffNo, what }: { staffNo: string; what: 'issue' | 'revoke' | 'end-sessions' }) =>
      post<Partial<IssuedAnswer>>(`/accounts/${encodeURIComponent(staffNo)}/${what}`),
    onSuccess: ({ password, staffNo }) => {
      if (password !== undefined)
        modal.info({ title: t('issuedFor', { staffNo }), content: <code>{password}</code>, okText: t('close') })
      return queries.invalidateQueries({ queryKey: ['accounts'] })
    },
    onError: (error) => void message.error(error.message),
  })
  return (
    <>
      <header>
        <h1>{t('nav_accounts')}</h1>
        <span className="hint">{t('accountsHint')}</span>
      </header>
      <Input.Search
        placeholder={t('findStaff')}
        aria-label={t('findStaff')}
        style={{ maxWidth: 320 }}
        onSearch={setQ}
      />
      {accounts.error !== null && <ProblemNotice error={accounts.error} />}
      <Table<Account>
        rowKey="staffNo"
        size="middle"
        loading={accounts.isPending}
        dataSource={accounts.data?.accounts ?? []}
        columns={[
          { title: t('staffNo'), width: 120, dataIndex: 'staffNo' },
          { title: t('col_name'), dataIndex: 'name' },
          { title: t('col_role'), render: (_, { role }) => t(`role_${role}`) },
          { title: t('col_account'), render: (_, { state }) => t(`account_${state}`) },
          { title: t('col_factor'), render: (_, { secondFactor }) => (secondFactor ? t('yes') : t('no')) },
          { title: t('col_sessions'), align: 'right', dataIndex: 'sessions' },
          {
            title: '',
            render: (_, { staffNo, state }) => (
              <div className="row">
                <Popconfirm title={t('issueSure')} onConfirm={() => act.mutate({ staffNo, what: 'issue' })}>
                  <Button>{t(state === 'none' ? 'issue' : 'reissue')}</Button>
                </Popconfirm>
                <Button onClick={() => act.mutate({ staffNo, what: 'end-sessions' })}>{t('endSessions')}</Button>
                <Popconfirm title={t('revokeSure')} onConfirm={() => act.mutate({ staffNo, what: 'revoke' })}>
                  <Button danger>{t('revoke')}</Button>
                </Popconfirm>
              </div>
            ),
          },
        ]}
      />
    </>
  )
}
