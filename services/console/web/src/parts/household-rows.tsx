import type { UseQueryResult } from '@tanstack/react-query'
import { Button, Table, type TableProps } from 'antd'
import type { ReactNode } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useTranslation } from '../words/i18n.ts'
import { ProblemNotice } from './notices.tsx'

type Page<Row> = { readonly households: readonly Row[]; readonly next: string | null }

/**
 * A page of households that names none: each leads to its file, and whoever opens one leaves a line. The page's address holds where
 * the list goes on (`after`).
 */
export const HouseholdRows = <Row extends { readonly householdNo: string }>({
  list,
  columns,
  none,
}: {
  readonly list: UseQueryResult<Page<Row>>
  readonly columns: NonNullable<TableProps<Row>['columns']>
  /** What stands where there is no household. */
  readonly none?: ReactNode
}) => {
  const { t } = useTranslation()
  const [search, setSearch] = useSearchParams()
  const next = list.data?.next ?? null
  return (
    <>
      {list.error !== null && <ProblemNotice error={list.error} retry={() => void list.refetch()} />}
      <Table<Row>
        rowKey="householdNo"
        size="small"
        loading={list.isPending}
        dataSource={list.data?.households ?? []}
        pagination={false}
        {...(none === undefined ? {} : { locale: { emptyText: none } })}
        columns={[
          ...columns,
          {
            title: '',
            width: 120,
            render: (_, { householdNo }) => (
              <Link to={`/households/${encodeURIComponent(householdNo)}`}>{t('fileOpen')}</Link>
            ),
          },
        ]}
      />
      {next !== null && (
        <Button
          onClick={() =>
            setSearch(new URLSearchParams([...search].filter(([key]) => key !== 'after').concat([['after', next]])))
          }
        >
          {t('ringsNext')}
        </Button>
      )}
    </>
  )
}
