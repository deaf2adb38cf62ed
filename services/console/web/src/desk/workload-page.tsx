import type { Me, WorkloadAnswer } from '@shouwang/console-api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Table } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { get, post } from '../api.ts'
import { ProblemNotice } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'
import { AbsenceSheet } from './absence-sheet.tsx'

type Worker = WorkloadAnswer['workers'][number]

/** Who has how much in hand, for planning; and who is away, with the substitute. */
export const WorkloadPage = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const [away, setAway] = useState<Worker | undefined>()
  const load = useQuery({ queryKey: ['workload'], queryFn: () => get<WorkloadAnswer>('/workload') })
  const list = (key: 'open' | 'overdue' | 'red', filter: string) => ({
    title: t(`load_${key}`),
    align: 'right' as const,
    width: 100,
    sorter: (a: Worker, b: Worker) => a[key] - b[key],
    render: (_: unknown, worker: Worker) => (
      <Link to={`/tasks?assignee=${encodeURIComponent(worker.staffNo)}${filter}`}>
        <span className={key === 'overdue' && worker.overdue > 0 ? 'late' : ''}>{worker[key]}</span>
      </Link>
    ),
  })
  return (
    <div className="dense">
      <header>
        <h1>{t('nav_workload')}</h1>
        <span className="hint">{t('loadHint')}</span>
      </header>
      {load.error !== null && <ProblemNotice error={load.error} retry={() => void load.refetch()} />}
      {load.data !== undefined && <Absences absences={load.data.absences} />}
      <Table<Worker>
        rowKey="staffNo"
        size="small"
        loading={load.isPending}
        dataSource={load.data?.workers ?? []}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          { title: t('col_name'), render: (_, { name, staffNo }) => `${name} ${staffNo}` },
          { title: t('col_role'), render: (_, { role }) => t(`role_${role}`) },
          { title: t('col_region'), dataIndex: 'regionName' },
          list('open', ''),
          list('overdue', '&due=overdue'),
          list('red', '&level=red'),
          {
            title: t('load_cases'),
            align: 'right',
            width: 120,
            render: (_, { staffNo, cases, casesOverdue }) => (
              <Link to={`/cases?owner=${encodeURIComponent(staffNo)}`}>
                {cases}
                {casesOverdue > 0 && <span className="late">（{casesOverdue}）</span>}
              </Link>
            ),
          },
          {
            title: '',
            width: 100,
            render: (_, worker) => (
              <Button size="small" onClick={() => setAway(worker)}>
                {t('absenceEnter')}
              </Button>
            ),
          },
        ]}
      />
      {away !== undefined && <AbsenceSheet me={me} worker={away} close={() => setAway(undefined)} />}
    </div>
  )
}

const Absences = ({ absences }: { absences: WorkloadAnswer['absences'] }) => {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const end = useMutation({
    mutationFn: (absenceId: string) => post<WorkloadAnswer>(`/absences/${encodeURIComponent(absenceId)}/end`),
    onSuccess: (after) => queries.setQueryData(['workload'], after),
    onError: (error) => void message.error(error.message),
  })
  if (absences.length === 0) return <p className="hint">{t('absenceNone')}</p>
  return (
    <ul className="plain-list">
      {absences.map(({ absenceId, name, from, to, substitute, why }) => (
        <li key={absenceId} className="row">
          <strong>{name}</strong>
          <span>
            {from} – {to}
          </span>
          <span>{substitute === null ? t('absenceUp') : t('absenceBy', { name: substitute.name })}</span>
          <span className="hint">{why}</span>
          <Button size="small" onClick={() => end.mutate(absenceId)}>
            {t('absenceEnd')}
          </Button>
        </li>
      ))}
    </ul>
  )
}
