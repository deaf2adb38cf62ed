import type { LookPurpose, Me, QuarantineDetailAnswer } from '@shouwang/console-api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Drawer, Input } from 'antd'
import { useState } from 'react'
import { get, post } from '../api.ts'
import { Loading, ProblemNotice } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'
import '../parts/task.css'
import { refetchAll } from '../refetch-all.ts'

/** One row: masked until it is opened for a purpose; columns to change, then replay, or a reason to give it up. */
export const QuarantineDrawer = ({ id, me, close }: { id: string; me: Me; close: () => void }) => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const row = useQuery({
    queryKey: ['quarantine-row', id],
    queryFn: () => get<QuarantineDetailAnswer>(`/quarantine/${encodeURIComponent(id)}`),
  })
  const open = useMutation({
    mutationFn: (purpose: LookPurpose) =>
      post<QuarantineDetailAnswer>(`/quarantine/${encodeURIComponent(id)}/open`, { purpose }),
    onSuccess: (opened) => queries.setQueryData(['quarantine-row', id], opened),
  })
  return (
    <Drawer
      open
      size={680}
      onClose={close}
      title={row.data === undefined ? '' : `${row.data.feedName} · ${row.data.reasonText}`}
    >
      {row.isPending && <Loading />}
      {row.error !== null && <ProblemNotice error={row.error} />}
      {row.data !== undefined && (
        <div className="stack">
          <p>
            {row.data.fileName ?? row.data.delivery} · {t('col_row')} {row.data.rowNo} · {row.data.businessDay}
          </p>
          <p className="advice">{row.data.advice}</p>
          {open.error !== null && <ProblemNotice error={open.error} />}
          {row.data.masked && me.may.includes('open-quarantine') && (
            <PurposeBox open={open.mutate} busy={open.isPending} />
          )}
          <Mending
            key={row.data.quarantineId}
            row={row.data}
            mayMend={me.may.includes('mend-quarantine')}
            close={close}
          />
        </div>
      )}
    </Drawer>
  )
}

const PURPOSES = ['correct-data', 'verify'] as const

const PurposeBox = ({ open, busy }: { open: (purpose: LookPurpose) => void; busy: boolean }) => {
  const { t } = useTranslation()
  return (
    <p className="row">
      <span className="hint">{t('showPlainWhy')}</span>
      {PURPOSES.map((purpose) => (
        <Button key={purpose} loading={busy} onClick={() => open(purpose)}>
          {t('showPlain')} · {t(`purpose_${purpose}`)}
        </Button>
      ))}
    </p>
  )
}

const Mending = ({ row, mayMend, close }: { row: QuarantineDetailAnswer; mayMend: boolean; close: () => void }) => {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [changes, setChanges] = useState<Record<string, string>>({})
  const [why, setWhy] = useState('')
  const send = useMutation({
    mutationFn: ({ door, body }: { door: 'replay' | 'discard'; body: unknown }) =>
      post(`/quarantine/${encodeURIComponent(row.quarantineId)}/${door}`, body),
    onSuccess: async (_, { door }) => {
      void message.success(t(door === 'replay' ? 'replayed' : 'discarded'))
      await refetchAll(queries)
      close()
    },
    onError: (error) => void message.error(error.message),
  })
  const change = (column: string, value: string) => {
    const { [column]: _, ...others } = changes
    setChanges(value === '' ? others : { ...others, [column]: value })
  }
  const changed = Object.keys(changes).length > 0
  const waiting = row.state === 'waiting'
  const mendable = mayMend && waiting && row.stage === 'ingest'
  return (
    <div className="stack">
      <h3>
        {t('rowWords')} {row.masked && <span className="tag plain">{t('masked')}</span>}
      </h3>
      {mendable && <p className="hint">{t('mendHint')}</p>}
      <RowWords row={row} changes={changes} change={mendable ? change : undefined} />
      {mayMend && waiting && (
        <>
          <p className="row">
            <Button
              type="primary"
              loading={send.isPending}
              onClick={() => send.mutate({ door: 'replay', body: { row: changed ? changes : null } })}
            >
              {t(changed ? 'replay' : 'replayAsIs')}
            </Button>
          </p>
          <Input.Search
            value={why}
            placeholder={t('discardWhy')}
            aria-label={t('discardWhy')}
            enterButton={
              <Button danger disabled={why.trim().length < 2}>
                {t('discard')}
              </Button>
            }
            onChange={(event) => setWhy(event.target.value)}
            onSearch={() => why.trim().length >= 2 && send.mutate({ door: 'discard', body: { reason: why.trim() } })}
          />
        </>
      )}
    </div>
  )
}

const RowWords = (props: {
  row: QuarantineDetailAnswer
  changes: Record<string, string>
  change: ((column: string, value: string) => void) | undefined
}) => {
  const { t } = useTranslation()
  const { row, changes, change } = props
  if (row.row === null) return <pre className="known">{row.text ?? ''}</pre>
  return (
    <table className="row-words">
      <tbody>
        {Object.entries(row.row).map(([column, value]) => (
          <tr key={column} className={column === row.field ? 'bad' : ''}>
            <th scope="row">{column}</th>
            <td>{value}</td>
            {change !== undefined && (
              <td>
                <Input
                  size="small"
                  value={changes[column] ?? ''}
                  placeholder={t('mendTo')}
                  aria-label={`${column} ${t('mendTo')}`}
                  onChange={(event) => change(column, event.target.value)}
                />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
