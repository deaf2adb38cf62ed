import type { AidLedgerAnswer, FundListAnswer, Me } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { Button, Table } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { get, queryOf } from '../api.ts'
import { yuanOf } from '../parts/amounts.ts'
import { EmptyNotice, ProblemNotice } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'
import { FundEntry } from './fund-entry.tsx'

/** The funds, and every aid of a span with the case and decision behind it: for finance and auditors. */
export const FundsPage = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const [search, setSearch] = useSearchParams()
  const from = search.get('from') ?? `${me.today.slice(0, 7)}-01`
  const to = search.get('to') ?? me.today
  const query = queryOf({ from, to })
  const ledger = useQuery({ queryKey: ['aid', query], queryFn: () => get<AidLedgerAnswer>(`/aid${query}`) })
  const day = (key: 'from' | 'to', value: string) => value !== '' && setSearch({ from, to, [key]: value })
  return (
    <>
      <header>
        <h1>{t('nav_funds')}</h1>
        <span className="hint">{t('fundsHint')}</span>
      </header>
      <Funds me={me} />
      <h2>{t('ledgerTitle')}</h2>
      <div className="desk-filters">
        <label className="row">
          {t('ledgerFrom')} <input type="date" value={from} onChange={({ target }) => day('from', target.value)} />
        </label>
        <label className="row">
          {t('ledgerTo')} <input type="date" value={to} onChange={({ target }) => day('to', target.value)} />
        </label>
        <Button href={`/api/v1/aid/export${query}`} download>
          {t('exportXlsx')}
        </Button>
        <Button onClick={() => window.print()}>{t('print')}</Button>
      </div>
      {ledger.error !== null && <ProblemNotice error={ledger.error} retry={() => void ledger.refetch()} />}
      {ledger.data !== undefined && (
        <p>
          {t('ledgerSum', {
            families: ledger.data.families,
            times: ledger.data.times,
            yuan: yuanOf(ledger.data.totalFen),
          })}
        </p>
      )}
      <Ledger ledger={ledger.data} pending={ledger.isPending} linked={me.may.includes('read-cases')} />
    </>
  )
}

const Funds = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const [entering, setEntering] = useState(false)
  const funds = useQuery({ queryKey: ['funds'], queryFn: () => get<FundListAnswer>('/funds') })
  if (funds.error !== null) return <ProblemNotice error={funds.error} retry={() => void funds.refetch()} />
  return (
    <>
      {me.may.includes('manage-funds') && (
        <div className="desk-filters no-print">
          <Button onClick={() => setEntering(true)}>{t('fundEnter')}</Button>
        </div>
      )}
      <Table<FundListAnswer['funds'][number]>
        rowKey="fundId"
        size="small"
        loading={funds.isPending}
        dataSource={funds.data?.funds ?? []}
        pagination={false}
        locale={{ emptyText: <EmptyNotice title={t('nav_funds')}>{t('fundsNone')}</EmptyNotice> }}
        columns={[
          { title: t('fundName'), dataIndex: 'name' },
          { title: t('fundKind'), width: 120, render: (_, { kind }) => t(`fund_${kind}`) },
          { title: t('fundRegion'), width: 160, dataIndex: 'region' },
          {
            title: t('fundBalance'),
            align: 'right',
            render: (_, { balanceFen, belowFloor }) => (
              <strong className={belowFloor ? 'late' : ''}>{yuanOf(balanceFen)}</strong>
            ),
          },
          {
            title: t('fundFloor'),
            align: 'right',
            render: (_, { floorFen, belowFloor }) => (
              <>
                {yuanOf(floorFen)} {belowFloor && <span className="tag level-red">{t('fundBelow')}</span>}
              </>
            ),
          },
        ]}
      />
      {entering && <FundEntry me={me} funds={funds.data?.funds ?? []} close={() => setEntering(false)} />}
    </>
  )
}

const Ledger = (props: { ledger: AidLedgerAnswer | undefined; pending: boolean; linked: boolean }) => {
  const { t } = useTranslation()
  return (
    <Table<AidLedgerAnswer['lines'][number]>
      rowKey="aidId"
      size="small"
      loading={props.pending}
      dataSource={props.ledger?.lines ?? []}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      locale={{ emptyText: <EmptyNotice title={t('ledgerTitle')}>{t('ledgerNone')}</EmptyNotice> }}
      columns={[
        { title: t('col_day'), width: 106, dataIndex: 'day' },
        { title: t('householdNo'), width: 150, dataIndex: 'householdNo' },
        { title: t('col_region'), dataIndex: 'regionName' },
        { title: t('programme'), dataIndex: 'programmeName' },
        {
          title: t('howGiven'),
          render: (_, { form, what }) => [t(`form_${form}`), what].filter((each) => each !== '').join('：'),
        },
        {
          title: t('amountYuan'),
          align: 'right',
          render: (_, { amountFen, reversedOn }) =>
            reversedOn === null ? (
              yuanOf(amountFen)
            ) : (
              <>
                <del>{yuanOf(amountFen)}</del> <span className="late">{t('aidReversed')}</span>
              </>
            ),
        },
        {
          title: t('ledgerReason'),
          render: (_, { caseId, decisionNo }) => (
            <>
              {props.linked ? <Link to={`/cases/${encodeURIComponent(caseId)}`}>{caseId}</Link> : caseId}
              <small className="source">{decisionNo ?? t('ledgerFirst')}</small>
            </>
          ),
        },
      ]}
    />
  )
}
