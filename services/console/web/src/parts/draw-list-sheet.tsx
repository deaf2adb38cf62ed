import { ageBandWords, hardshipCauseWords, hardshipRingWords, listPurposeWords } from '@shouwang/casework'
import type { DepartmentListAnswer, DrawListBody } from '@shouwang/console-api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { post } from '../api.ts'
import { useTranslation } from '../words/i18n.ts'
import { ProblemNotice } from './notices.tsx'
import { OfficeChoice } from './refer-sheet.tsx'
import { Sheet } from './sheet.tsx'

type Attributes = DrawListBody['attributes']
type Ring = Attributes['rings'][number]
type Cause = Attributes['causes'][number]
type Age = Attributes['ages'][number]

const PURPOSES = Object.keys(listPurposeWords) as DrawListBody['purpose'][]
const RINGS = Object.keys(hardshipRingWords) as Ring[]
const CAUSES = Object.keys(hardshipCauseWords) as Cause[]
const AGES = Object.keys(ageBandWords) as Age[]
const DISABILITIES = ['none', 'any', 'severe'] as const

const empty = {
  ...{ office: '', purpose: 'charity' as DrawListBody['purpose'], why: '', rows: '100' },
  ...{ programmes: '', notOn: '' },
  ...{ rings: [] as Ring[], causes: [] as Cause[], ages: [] as Age[] },
  ...{ disability: 'none' as (typeof DISABILITIES)[number], unsafeHousing: false },
}

/** Draws a list: for whom, for what, by which attributes, how many families. */
export const DrawListSheet = ({ close }: { close: () => void }) => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [commandId] = useState(() => crypto.randomUUID())
  const [written, write] = useState(empty)
  const set = (part: Partial<typeof written>) => write({ ...written, ...part })
  const draw = useMutation({
    mutationFn: (body: DrawListBody) => post<DepartmentListAnswer>('/lists', body),
    onSuccess: ({ listNo }) => {
      void queries.invalidateQueries({ queryKey: ['lists'] })
      void navigate(`/lists/${encodeURIComponent(listNo)}`)
      close()
    },
  })
  const body = bodyOf(commandId, written)
  const text = (key: 'why' | 'rows' | 'programmes' | 'notOn', label: string) => (
    <label className="field">
      <span>{label}</span>
      <input value={written[key]} onChange={({ target }) => set({ [key]: target.value })} />
    </label>
  )
  return (
    <Sheet title={t('listDraw')} close={close}>
      <OfficeChoice value={written.office} set={(office) => set({ office })} />
      <label className="field">
        <span>{t('listPurpose')}</span>
        <select
          value={written.purpose}
          onChange={({ target }) => set({ purpose: target.value as DrawListBody['purpose'] })}
        >
          {PURPOSES.map((purpose) => (
            <option key={purpose} value={purpose}>
              {t(`listPurpose_${purpose}`)}
            </option>
          ))}
        </select>
      </label>
      {text('why', t('listWhy'))}
      {text('rows', t('listRows'))}
      <Ticks
        label={t('listRings')}
        all={RINGS}
        chosen={written.rings}
        set={(rings) => set({ rings })}
        words={(ring) => t(`ring_${ring}`)}
      />
      <Ticks
        label={t('listCauses')}
        all={CAUSES}
        chosen={written.causes}
        set={(causes) => set({ causes })}
        words={(cause) => t(`cause_${cause}`)}
      />
      <Ticks
        label={t('listAges')}
        all={AGES}
        chosen={written.ages}
        set={(ages) => set({ ages })}
        words={(age) => t(`ageBand_${age}`)}
      />
      {text('programmes', t('listProgrammes'))}
      {text('notOn', t('listNotOn'))}
      <label className="field">
        <span>{t('listDisability')}</span>
        <select
          value={written.disability}
          onChange={({ target }) => set({ disability: target.value as (typeof DISABILITIES)[number] })}
        >
          {DISABILITIES.map((kind) => (
            <option key={kind} value={kind}>
              {t(`listDisability_${kind}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <input
          type="checkbox"
          checked={written.unsafeHousing}
          onChange={({ target }) => set({ unsafeHousing: target.checked })}
        />{' '}
        {t('listUnsafe')}
      </label>
      {draw.error !== null && <ProblemNotice error={draw.error} />}
      <button
        type="button"
        className="button primary wide"
        disabled={body === undefined || draw.isPending}
        onClick={() => body !== undefined && draw.mutate(body)}
      >
        {t('confirm')}
      </button>
    </Sheet>
  )
}

const Ticks = <Word extends string>(props: {
  label: string
  all: readonly Word[]
  chosen: readonly Word[]
  set: (chosen: Word[]) => void
  words: (word: Word) => string
}) => {
  const { label, all, chosen, set, words } = props
  return (
    <fieldset className="field">
      <legend>{label}</legend>
      {all.map((word) => (
        <label key={word}>
          <input
            type="checkbox"
            checked={chosen.includes(word)}
            onChange={({ target }) => set(target.checked ? [...chosen, word] : chosen.filter((each) => each !== word))}
          />{' '}
          {words(word)}{' '}
        </label>
      ))}
    </fieldset>
  )
}

const idsIn = (written: string): string[] => written.split(/[,，\s]+/).filter((id) => id !== '')

const bodyOf = (commandId: string, written: typeof empty): DrawListBody | undefined => {
  const { office, purpose, why, rings, causes, ages, disability, unsafeHousing } = written
  const [department = '', unit = ''] = office.split('/')
  const rows = Number(written.rows)
  if (department === '' || why.trim() === '' || !Number.isInteger(rows) || rows < 1 || rows > 2000) return undefined
  const [programmes, notOn] = [idsIn(written.programmes), idsIn(written.notOn)]
  return {
    ...{ commandId, purpose, why, rows, department: department as DrawListBody['department'] },
    unit: unit === '' ? null : unit,
    attributes: {
      ...{ rings, causes, ages, programmes, notOn, unsafeHousing },
      disability: disability === 'none' ? null : disability,
    },
  }
}
