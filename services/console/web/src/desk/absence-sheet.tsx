import type { Me, WorkloadAnswer } from '@shouwang/console-api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../api.ts'
import { ProblemNotice } from '../parts/notices.tsx'
import { Sheet } from '../parts/sheet.tsx'
import { StaffChoice } from '../parts/staff-choice.tsx'
import { useTranslation } from '../words/i18n.ts'

/** When somebody is away, who stands in, and whether the open tasks go there at once. */
export const AbsenceSheet = (props: { me: Me; worker: WorkloadAnswer['workers'][number]; close: () => void }) => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [absenceId] = useState(() => crypto.randomUUID())
  const [from, setFrom] = useState(props.me.today)
  const [to, setTo] = useState('')
  const [substitute, setSubstitute] = useState('')
  const [handOver, setHandOver] = useState(true)
  const [why, setWhy] = useState('')
  const enter = useMutation({
    mutationFn: () =>
      post<WorkloadAnswer>('/absences', {
        ...{ absenceId, staffNo: props.worker.staffNo, from, to, why },
        substitute: substitute === '' ? null : substitute,
        handOver: handOver && substitute !== '',
      }),
    onSuccess: (after) => {
      queries.setQueryData(['workload'], after)
      void queries.invalidateQueries({ queryKey: ['tasks'] })
      props.close()
    },
  })
  return (
    <Sheet title={`${t('absenceEnter')} · ${props.worker.name}`} close={props.close}>
      <label className="field">
        <span>{t('absenceFrom')}</span>
        <input type="date" value={from} onChange={({ target }) => setFrom(target.value)} />
      </label>
      <label className="field">
        <span>{t('absenceTo')}</span>
        <input type="date" value={to} min={from} onChange={({ target }) => setTo(target.value)} />
      </label>
      <StaffChoice value={substitute} set={setSubstitute} label={t('absenceSubstitute')} />
      <p>
        <label>
          <input type="checkbox" checked={handOver} onChange={({ target }) => setHandOver(target.checked)} />{' '}
          {t('absenceHandOver')}
        </label>
      </p>
      <label className="field">
        <span>{t('caseWhy')}</span>
        <input value={why} onChange={({ target }) => setWhy(target.value)} />
      </label>
      {enter.error !== null && <ProblemNotice error={enter.error} />}
      <button
        type="button"
        className="button primary wide"
        disabled={to === '' || why.trim().length < 2 || enter.isPending}
        onClick={() => enter.mutate()}
      >
        {t('confirm')}
      </button>
    </Sheet>
  )
}
