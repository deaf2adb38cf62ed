import type { StaffListAnswer } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get, queryOf } from '../api.ts'
import { useTranslation } from '../words/i18n.ts'

/** Somebody of the asker's regions who takes tasks and cases, found by name or number. */
export const StaffChoice = (props: { value: string; set: (staffNo: string) => void; label?: string }) => {
  const { value, set } = props
  const { t } = useTranslation()
  const [q, setQ] = useState('')
  const found = useQuery({
    queryKey: ['staff', q],
    queryFn: () => get<StaffListAnswer>(`/staff${queryOf({ q })}`),
    placeholderData: (before) => before,
  })
  return (
    <>
      <label className="field">
        <span>{t('findStaff')}</span>
        <input type="search" value={q} onChange={(event) => setQ(event.target.value.trim())} />
      </label>
      <label className="field">
        <span>{props.label ?? t('handOverTo')}</span>
        <select value={value} onChange={(event) => set(event.target.value)}>
          <option value="">{t('chooseOne')}</option>
          {found.data?.staff.map(({ staffNo, name, role, regionName, openTasks }) => (
            <option key={staffNo} value={staffNo}>
              {name} · {t(`role_${role}`)} · {regionName} · {t('openTasksOf', { count: openTasks })}
            </option>
          ))}
        </select>
      </label>
    </>
  )
}
