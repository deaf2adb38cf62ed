import type { CaseItem, CaseListAnswer, Me } from '@shouwang/console-api'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select, Table } from 'antd'
import { Link, useParams, useSearchParams } from 'react-router'
import { get, queryOf } from '../api.ts'
import { yuanOf } from '../parts/amounts.ts'
import { CasePart } from '../parts/case-part.tsx'
import { Due } from '../parts/due.tsx'
import { EmptyNotice, ProblemNotice } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'
import { SavedViews } from './saved-views.tsx'
import './workbench.css'

const PAGE = 50
const FILTERS = ['owner', 'overdue', 'status', 'matter', 'region'] as const
const STATUSES = ['open', 'paused', 'closed', 'joined'] as const
const MATTERS = [
  'application',
  'relief',
  'referral',
  'conference',
  'increase',
  'reduction',
  'stop',
  'recovery',
  'objection',
] as const

/** Cases at a desk: those that the address asks for, and the one that is open above them. */
export const CasesPage = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const { caseId } = useParams()
  const [search, setSearch] = useSearchParams()
  const page = Number(search.get('page') ?? 1)
  const filters = Object.fromEntries(FILTERS.map((key) => [key, search.get(key) ?? undefined]))
  const query = queryOf({ ...filters, limit: PAGE, offset: (page - 1) * PAGE })
  const cases = useQuery({
    queryKey: ['cases', query],
    queryFn: () => get<CaseListAnswer>(`/cases${query}`),
    placeholderData: keepPreviousData,
  })
  const set = (key: string, value: string | undefined) => {
    const next = new URLSearchParams(search)
    next.delete('page')
    if (value === undefined) next.delete(key)
    else next.set(key, value)
    setSearch(next)
  }
  return (
    <div className="workbench">
      <header>
        <h1>{t('nav_cases')}</h1>
        {cases.data !== undefined && (
          <span className="hint">
            {t('caseSummary', { total: cases.data.total })}
            {cases.data.overdue > 0 && (
              <strong className="late"> {t('caseOverdue', { count: cases.data.overdue })}</strong>
            )}
          </span>
        )}
        <span className="workbench-tools">
          <SavedViews page="cases" />
        </span>
      </header>
      {caseId !== undefined && <CasePart caseId={caseId} me={me} />}
      <CaseFilters search={search} set={set} />
      {cases.error !== null ? (
        <ProblemNotice error={cases.error} retry={() => void cases.refetch()} />
      ) : (
        <Table<CaseItem>
          rowKey="caseId"
          size="small"
          loading={cases.isPending}
          dataSource={cases.data?.cases ?? []}
          columns={useColumns(me.today, search.toString())}
          pagination={{
            ...{ current: page, pageSize: PAGE, total: cases.data?.total ?? 0, showSizeChanger: false },
            onChange: (next) => set('page', String(next)),
            hideOnSinglePage: true,
          }}
          locale={{ emptyText: <EmptyNotice title={t('noCasesTitle')}>{t('noCases')}</EmptyNotice> }}
        />
      )}
    </div>
  )
}

const CaseFilters = (props: { search: URLSearchParams; set: (key: string, value: string | undefined) => void }) => {
  const { t } = useTranslation()
  const { search, set } = props
  const choose = (key: 'status' | 'matter', label: string, options: { value: string; label: string }[]) => (
    <Select
      allowClear
      style={{ width: 140 }}
      placeholder={label}
      aria-label={label}
      value={search.get(key)}
      onChange={(value: string | null | undefined) => set(key, value ?? undefined)}
      options={options}
    />
  )
  const tick = (key: 'owner' | 'overdue', value: string, label: string) => (
    <label>
      <input
        type="checkbox"
        checked={search.get(key) === value}
        onChange={({ target }) => set(key, target.checked ? value : undefined)}
      />{' '}
      {label}
    </label>
  )
  return (
    <div className="desk-filters">
      {tick('owner', 'me', t('filterMine'))}
      {tick('overdue', 'true', t('filterOverdue'))}
      {choose(
        'status',
        t('case_open'),
        STATUSES.map((value) => ({ value, label: t(`case_${value}`) })),
      )}
      {choose(
        'matter',
        t('caseMatter'),
        MATTERS.map((value) => ({ value, label: t(`matter_${value}`) })),
      )}
    </div>
  )
}

const useColumns = (today: string, search: string) => {
  const { t } = useTranslation()
  return [
    {
      title: t('col_due'),
      width: 110,
      render: (_: unknown, { dueOn, status }: CaseItem) => (
        <Due on={dueOn} today={today} over={status === 'closed' || status === 'joined'} />
      ),
    },
    {
      title: t('caseMatter'),
      render: (_: unknown, known: CaseItem) => (
        <Link to={{ pathname: `/cases/${encodeURIComponent(known.caseId)}`, search }}>
          {t(`matter_${known.matter}`)}
          {known.department !== null && ` · ${t(`department_${known.department}`)}`}
        </Link>
      ),
    },
    { title: t('caseStep'), width: 110, render: (_: unknown, { step }: CaseItem) => t(`step_${step}`) },
    {
      title: t('col_household'),
      width: 210,
      render: (_: unknown, { headName, householdNo }: CaseItem) => (
        <Link to={`/households/${encodeURIComponent(householdNo)}`}>
          {headName} {householdNo}
        </Link>
      ),
    },
    { title: t('col_region'), ellipsis: true, dataIndex: 'regionName' },
    {
      title: t('caseOwner'),
      width: 90,
      render: (_: unknown, { owner }: CaseItem) => owner?.name ?? <span className="late">{t('ownerNobody')}</span>,
    },
    {
      title: t('caseMoney'),
      align: 'right' as const,
      width: 130,
      render: (_: unknown, { grantedFen, givenFen }: CaseItem) => `${yuanOf(grantedFen)} / ${yuanOf(givenFen)}`,
    },
    { title: t('col_status'), width: 80, render: (_: unknown, { status }: CaseItem) => t(`case_${status}`) },
  ]
}
