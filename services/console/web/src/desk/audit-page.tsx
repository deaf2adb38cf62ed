import type { AuditCheckedAnswer, AuditListAnswer } from '@shouwang/console-api'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Input, Table } from 'antd'
import { useState } from 'react'
import { get, post, queryOf } from '../api.ts'
import { moment } from '../parts/history.tsx'
import { ProblemNotice } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'

type Line = AuditListAnswer['lines'][number]

/** The auditor's desk: who did what to whom, the check of the chain, and who read what of one person. */
export const AuditPage = () => {
  const { t } = useTranslation()
  const [who, setWho] = useState('')
  const lines = useQuery({
    queryKey: ['audit', who],
    queryFn: () => get<AuditListAnswer>(`/audit${queryOf({ who, limit: 200 })}`),
  })
  const ofPerson = useMutation({
    mutationFn: (person: string) => post<AuditListAnswer>('/audit/of-person', { person }),
  })
  const check = useMutation({ mutationFn: () => get<AuditCheckedAnswer>('/audit/verify') })
  const error = lines.error ?? ofPerson.error ?? check.error
  return (
    <>
      <header>
        <h1>{t('nav_audit')}</h1>
        <span className="hint">{t('auditHint')}</span>
      </header>
      <div className="desk-filters">
        <Input.Search
          placeholder={t('staffNo')}
          aria-label={t('staffNo')}
          style={{ maxWidth: 220 }}
          onSearch={(value) => {
            ofPerson.reset()
            setWho(value.trim())
          }}
        />
        <Input.Search
          placeholder={t('auditOfPerson')}
          aria-label={t('auditOfPerson')}
          style={{ maxWidth: 320 }}
          onSearch={(value) => value.trim() !== '' && ofPerson.mutate(value.trim())}
        />
        <Button loading={check.isPending} onClick={() => check.mutate()}>
          {t('auditVerify')}
        </Button>
      </div>
      {error !== null && <ProblemNotice error={error} />}
      {check.data !== undefined && (
        <p className={check.data.brokenAt === null ? 'notice' : 'notice late'}>
          {check.data.brokenAt === null
            ? t('auditWhole', { lines: check.data.lines, head: check.data.head.slice(0, 16) })
            : t('auditBroken', { at: check.data.brokenAt })}
        </p>
      )}
      <Table<Line>
        rowKey="seq"
        size="small"
        loading={lines.isPending || ofPerson.isPending}
        dataSource={ofPerson.data?.lines ?? lines.data?.lines ?? []}
        columns={[
          { title: t('col_time'), width: 150, render: (_, { at }) => moment.format(new Date(at)) },
          { title: t('staffNo'), width: 110, dataIndex: 'who' },
          { title: t('col_role'), width: 120, dataIndex: 'roleName' },
          { title: t('auditWhat'), render: (_, line) => [line.what, line.subject].filter(Boolean).join(' · ') },
          {
            title: t('purpose'),
            render: (_, line) => [line.purpose, line.fields.join('、')].filter(Boolean).join(' · '),
          },
          { title: t('col_result'), width: 80, render: (_, { result }) => t(`result_${result}`) },
          { title: t('auditFrom'), width: 130, dataIndex: 'address' },
        ]}
      />
    </>
  )
}
