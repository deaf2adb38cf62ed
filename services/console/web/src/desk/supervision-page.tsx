import type { SupervisionAnswer } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { Table } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { get } from '../api.ts'
import { momentOf } from '../parts/history.tsx'
import { LevelTag } from '../parts/level-tag.tsx'
import { EmptyNotice, ProblemNotice } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'
import { BatchBar } from './batch-bar.tsx'
import './overview.css'

type Item = SupervisionAnswer['items'][number]
const GROUPS = ['byWorker', 'byVillage', 'byStep'] as const
type Chosen = { readonly group: (typeof GROUPS)[number]; readonly name: string }

/** What is late, by whom, where and at which step; the reason given, who was told, and whether it was seen. */
export const SupervisionPage = () => {
  const { t } = useTranslation()
  const [chosen, choose] = useState<Chosen | undefined>()
  const [ticked, tick] = useState<readonly string[]>([])
  const late = useQuery({ queryKey: ['supervision'], queryFn: () => get<SupervisionAnswer>('/supervision') })
  const items = late.data?.items.filter((item) => chosen === undefined || nameIn(item, chosen, t('unassigned')))
  return (
    <div className="dense">
      <header>
        <h1>{t('nav_supervision')}</h1>
        <span className="hint">{t('supervisionHint')}</span>
      </header>
      {late.error !== null && <ProblemNotice error={late.error} retry={() => void late.refetch()} />}
      {GROUPS.map((group) => (
        <div key={group} className="counts late-groups">
          <span className="hint">{t(`supervision_${group}`)}</span>
          {late.data?.[group].slice(0, 12).map(({ key, name, late: count }) => (
            <button
              key={key}
              type="button"
              className="chip"
              aria-pressed={chosen?.group === group && chosen.name === name}
              onClick={() => choose(chosen?.group === group && chosen.name === name ? undefined : { group, name })}
            >
              {name} <b>{count}</b>
            </button>
          ))}
        </div>
      ))}
      {ticked.length > 0 && <BatchBar chosen={ticked} over={() => tick([])} />}
      <Table<Item>
        rowKey="about"
        size="small"
        loading={late.isPending}
        dataSource={items ?? []}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        rowSelection={{
          selectedRowKeys: [...ticked],
          onChange: (keys) => tick(keys.map(String)),
          getCheckboxProps: ({ kind }) => ({ disabled: kind === 'case' }),
        }}
        locale={{ emptyText: <EmptyNotice title={t('supervisionNoneTitle')}>{t('supervisionNone')}</EmptyNotice> }}
        columns={columns(t)}
      />
    </div>
  )
}

const nameIn = (item: Item, { group, name }: Chosen, nobody: string): boolean =>
  ({ byWorker: item.who?.name ?? nobody, byVillage: item.regionName, byStep: item.step })[group] === name

const columns = (t: ReturnType<typeof useTranslation>['t']) => [
  {
    title: t('supervisionLate'),
    width: 110,
    render: (_: unknown, { lateDays }: Item) => <strong className="late">{t('overdueBy', { days: lateDays })}</strong>,
  },
  {
    title: t('col_household'),
    render: (_: unknown, { kind, about, headName, householdNo, level }: Item) => (
      <>
        {level !== null && <LevelTag level={level} />}{' '}
        <Link to={`/${kind}s/${encodeURIComponent(about)}`}>{headName}</Link>{' '}
        <span className="hint">{householdNo}</span>
      </>
    ),
  },
  { title: t('col_region'), dataIndex: 'regionName' },
  { title: t('supervisionStep'), dataIndex: 'step' },
  {
    title: t('col_assignee'),
    width: 90,
    render: (_: unknown, { who }: Item) => who?.name ?? <span className="late">{t('unassigned')}</span>,
  },
  {
    title: t('supervisionReason'),
    render: (_: unknown, { reason }: Item) => reason ?? <span className="hint">{t('supervisionNoReason')}</span>,
  },
  {
    title: t('supervisionTold'),
    render: (_: unknown, { told }: Item) =>
      told.length === 0 ? (
        <span className="hint">{t('supervisionNobody')}</span>
      ) : (
        told.map(({ name, at, seenAt }) => (
          <div key={name}>
            {name} {momentOf(at)}{' '}
            <span className={seenAt === null ? 'late' : 'hint'}>
              {seenAt === null ? t('supervisionUnseen') : t('supervisionSeen', { at: momentOf(seenAt) })}
            </span>
          </div>
        ))
      ),
  },
]
