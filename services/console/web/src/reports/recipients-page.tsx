import type { Me, RecipientsAnswer } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { get, queryOf } from '../api.ts'
import { yuanOf } from '../parts/amounts.ts'
import { EmptyNotice, Loading, ProblemNotice } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'
import './add-report-words.ts'
import './reports.css'

type Area = RecipientsAnswer['areas'][number]
const VILLAGE = /[1-9]\d{0,2}$/

/** 在享人数: who was on which programme on any day, by place, and what cases gave in the year up to it. Printable. */
export const RecipientsPage = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const [search, setSearch] = useSearchParams()
  const [count, setCount] = useState<'households' | 'persons'>('households')
  const day = search.get('day') ?? me.today
  const region = search.get('region') ?? undefined
  const query = queryOf({ day, region })
  const told = useQuery({
    queryKey: ['recipients', query],
    queryFn: () => get<RecipientsAnswer>(`/reports/recipients${query}`),
  })
  const go = (changed: { day?: string; region?: string | undefined }) => {
    const next = { day, region, ...changed }
    setSearch(next.region === undefined ? { day: next.day } : { day: next.day, region: next.region })
  }
  return (
    <div className="overview dense">
      <header>
        <h1>
          {told.data?.regionName ?? ''} {t('recipientsOn', { day })}
        </h1>
        <span className="row no-print">
          {region !== undefined && <Button onClick={() => go({ region: undefined })}>‹ {t('overviewUp')}</Button>}
          <input
            type="date"
            aria-label={t('recipientsDay')}
            value={day}
            max={me.today}
            onChange={({ target }) => target.value !== '' && go({ day: target.value })}
          />
          {(['households', 'persons'] as const).map((each) => (
            <button
              key={each}
              type="button"
              className="chip"
              aria-pressed={count === each}
              onClick={() => setCount(each)}
            >
              {t(`recipients_${each}`)}
            </button>
          ))}
          <Button href={`/api/v1/reports/recipients/export${query}`} download>
            {t('overviewExport')}
          </Button>
          <Button onClick={() => window.print()}>{t('print')}</Button>
        </span>
      </header>
      <p className="hint">{t('recipientsHint')}</p>
      {told.isPending && <Loading />}
      {told.error !== null && <ProblemNotice error={told.error} retry={() => void told.refetch()} />}
      {told.data !== undefined && <Told answer={told.data} count={count} open={(area) => go({ region: area })} />}
    </div>
  )
}

type ToldProps = {
  readonly answer: RecipientsAnswer
  readonly count: 'households' | 'persons'
  readonly open: (area: string) => void
}

const Told = ({ answer, count, open }: ToldProps) => {
  const { t } = useTranslation()
  const { areas, programmes, unjudged } = answer
  if (areas.length === 0) return <EmptyNotice title={t('recipientsNoneTitle')}>{t('recipientsNone')}</EmptyNotice>
  const on = programmes.filter(({ programme }) =>
    areas.some((area) => area.on.some((row) => row.programme === programme)),
  )
  const given = programmes.filter(({ programme }) =>
    areas.some((area) => area.given.some((row) => row.programme === programme)),
  )
  const onOf = (some: readonly Area[], programme: string): number =>
    some.flatMap((area) => area.on).reduce((sum, row) => sum + (row.programme === programme ? row[count] : 0), 0)
  const fenOf = (some: readonly Area[], programme: string): number =>
    some.flatMap((area) => area.given).reduce((sum, row) => sum + (row.programme === programme ? row.amountFen : 0), 0)
  return (
    <>
      {unjudged > 0 && <p role="status">{t('recipientsUnjudged', { count: unjudged })}</p>}
      <AreaTable
        title={t(`recipients_${count}`)}
        areas={areas}
        columns={on}
        of={(some, programme) => String(onOf(some, programme))}
        open={open}
      />
      {given.length > 0 && (
        <AreaTable
          title={t('recipientsGiven', { year: answer.day.slice(0, 4), day: answer.day })}
          areas={areas}
          columns={given}
          of={(some, programme) => yuanOf(fenOf(some, programme))}
          open={open}
        />
      )}
    </>
  )
}

type TableProps = {
  readonly title: string
  readonly areas: readonly Area[]
  readonly columns: RecipientsAnswer['programmes']
  readonly of: (areas: readonly Area[], programme: string) => string
  readonly open: (area: string) => void
}

/** Areas by programme with a sum of every column; an area opens those within it. */
const AreaTable = ({ title, areas, columns, of, open }: TableProps) => {
  const { t } = useTranslation()
  return (
    <section>
      <h2>{title}</h2>
      <table className="report-table">
        <thead>
          <tr>
            <th>{t('col_region')}</th>
            {columns.map(({ programme, name }) => (
              <th key={programme}>{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {areas.map((area) => (
            <tr key={area.area ?? 'unknown'}>
              <th scope="row">
                {area.area === null || VILLAGE.test(area.area) ? (
                  area.name
                ) : (
                  <button type="button" className="link" onClick={() => open(area.area ?? '')}>
                    {area.name}
                  </button>
                )}
              </th>
              {columns.map(({ programme }) => (
                <td key={programme}>{of([area], programme)}</td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('ringsTotal')}</th>
            {columns.map(({ programme }) => (
              <td key={programme}>{of(areas, programme)}</td>
            ))}
          </tr>
        </tfoot>
      </table>
    </section>
  )
}
