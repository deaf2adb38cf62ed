import { departmentWords } from '@shouwang/casework'
import type { CaseCommandBody, Me, OfficeListAnswer } from '@shouwang/console-api'
import type { Department } from '@shouwang/contracts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get } from '../api.ts'
import { useTranslation } from '../words/i18n.ts'
import { CaseChoice } from './case-choice.tsx'
import { ProblemNotice } from './notices.tsx'
import { Sheet } from './sheet.tsx'

type Referral = Extract<CaseCommandBody, { type: 'ReferCase' }>['referral']
type Written = {
  readonly office: string
  readonly need: string
  readonly why: string
  readonly class: Referral['class']
  readonly dueOn: string
  readonly programme: string
  readonly hours: string
}

const DEPARTMENTS = Object.keys(departmentWords) as Department[]
const CLASSES = ['department', 'joint', 'immediate'] as const

/** What a referral carries: the office sees this and nothing else of the household. */
export const ReferSheet = (props: {
  me: Me
  ask: (command: CaseCommandBody) => void
  pending: boolean
  error: Error | null
  close: () => void
}) => {
  const { t } = useTranslation()
  const { me, ask, pending, error, close } = props
  const empty = { office: '', need: '', why: '', dueOn: '', programme: '', hours: '' }
  const [written, write] = useState<Written>({ ...empty, class: 'department' })
  const set = (part: Partial<Written>) => write({ ...written, ...part })
  const command = commandOf(written, me.today)
  const area = (key: 'need' | 'why', label: string) => (
    <label className="field">
      <span>{label}</span>
      <textarea rows={2} value={written[key]} onChange={({ target }) => set({ [key]: target.value })} />
    </label>
  )
  const input = (key: 'dueOn' | 'programme' | 'hours', label: string, type: string) => (
    <label className="field">
      <span>{label}</span>
      <input type={type} value={written[key]} onChange={({ target }) => set({ [key]: target.value })} />
    </label>
  )
  return (
    <Sheet title={t('refer')} close={close}>
      <OfficeChoice value={written.office} set={(office) => set({ office })} />
      {area('need', t('referNeed'))}
      {area('why', t('referWhy'))}
      <CaseChoice
        label={t('caseClass')}
        words="class"
        options={CLASSES}
        value={written.class}
        set={(chosen) => set({ class: chosen })}
      />
      {input('dueOn', t('referDue'), 'date')}
      {input('programme', t('referProgramme'), 'text')}
      {input('hours', t('referPlan'), 'number')}
      {error !== null && <ProblemNotice error={error} />}
      <button
        type="button"
        className="button primary wide"
        disabled={command === undefined || pending}
        onClick={() => command !== undefined && ask(command)}
      >
        {t('confirm')}
      </button>
    </Sheet>
  )
}

/** Which office or organisation, as `department/unit`. */
export const OfficeChoice = ({ value, set }: { value: string; set: (office: string) => void }) => {
  const { t } = useTranslation()
  const offices = useQuery({
    queryKey: ['referral-offices'],
    queryFn: () => get<OfficeListAnswer>('/referral-offices'),
  })
  const units = offices.data?.offices.filter(({ unit }) => unit !== null) ?? []
  return (
    <label className="field">
      <span>{t('referOffice')}</span>
      <select value={value} onChange={({ target }) => set(target.value)}>
        <option value="">{t('chooseOne')}</option>
        {units.map(({ department, unit }) => (
          <option key={`${department}/${unit}`} value={`${department}/${unit}`}>
            {unit} · {t(`department_${department}`)}
          </option>
        ))}
        {DEPARTMENTS.map((department) => (
          <option key={department} value={`${department}/`}>
            {t('anyUnit', { department: t(`department_${department}`) })}
          </option>
        ))}
      </select>
    </label>
  )
}

const commandOf = (written: Written, today: string): CaseCommandBody | undefined => {
  const { office, need, why, dueOn, programme, hours } = written
  const [department = '', unit = ''] = office.split('/')
  if (department === '' || need.trim().length < 2 || why.trim().length < 2 || dueOn <= today) return undefined
  const hoursPerMonth = Number(hours)
  return {
    type: 'ReferCase',
    referral: {
      department: department as Department,
      unit: unit === '' ? null : unit,
      programme: programme.trim() === '' ? null : programme.trim(),
      ...{ need, why, class: written.class, dueOn, persons: [] },
      plan: hoursPerMonth > 0 ? { hoursPerMonth, from: today, to: null } : null,
    },
  }
}
