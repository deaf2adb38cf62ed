import { departmentWords } from '@shouwang/casework'
import type { PlaceListAnswer, TaskDetailAnswer } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { get, queryOf } from '../api.ts'
import { useTranslation } from '../words/i18n.ts'
import { AidChoice } from './aid-choice.tsx'
import { ChoiceField } from './choice-field.tsx'
import type { ResultDraft } from './result-draft.ts'

/** Whom a family is transferred to: any but the department that visits it. */
const DEPARTMENTS = (Object.keys(departmentWords) as (keyof typeof departmentWords)[]).filter(
  (code) => code !== 'civil-affairs',
)

type Fields = {
  readonly draft: ResultDraft
  readonly set: (change: Partial<ResultDraft>) => void
  readonly task: TaskDetailAnswer
  readonly today: string
}

/** What one result asks for beside a sentence. */
export const ResultFields = (props: Fields & { outcome: string }): ReactNode => {
  const { t } = useTranslation()
  const { draft, set, today } = props
  switch (props.outcome) {
    case 'nobody-home':
    case 'not-found':
      return (
        <DayField
          label={t('nextTryOn')}
          days={[1, 3, 7]}
          day={draft.nextTryOn}
          today={today}
          set={(nextTryOn) => set({ nextTryOn })}
        />
      )
    case 'keep-watching':
      return (
        <DayField
          label={t('watchUntil')}
          days={[30, 60, 90]}
          day={draft.watchUntil}
          today={today}
          set={(watchUntil) => set({ watchUntil })}
        />
      )
    case 'moved':
      return <PlaceField {...props} />
    case 'transfer':
      return <DepartmentField {...props} />
    case 'data-wrong':
      return <WrongRecord {...props} />
    case 'temp-aid-given':
      return <AidChoice aid={draft.aid} set={(aid) => set({ aid })} />
    default:
      return null
  }
}

const DayField = (props: {
  label: string
  days: readonly number[]
  day: string
  today: string
  set: (day: string) => void
}) => {
  const { t } = useTranslation()
  return (
    <fieldset className="field">
      <legend>{props.label}</legend>
      <div className="chips">
        {props.days.map((count) => {
          const day = dayAfter(props.today, count)
          return (
            <button
              key={count}
              type="button"
              className="chip"
              aria-pressed={day === props.day}
              onClick={() => props.set(day)}
            >
              {count === 1 ? t('tomorrow') : t('inDays', { count })}
            </button>
          )
        })}
        <input
          type="date"
          aria-label={t('otherDay')}
          min={props.today}
          value={props.day}
          onChange={(event) => props.set(event.target.value)}
        />
      </div>
    </fieldset>
  )
}

const DAY_MS = 86_400_000

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)

const PlaceField = ({ draft, set }: Fields) => {
  const { t } = useTranslation()
  const [sought, setSought] = useState('')
  const places = useQuery({
    queryKey: ['places', sought],
    queryFn: () => get<PlaceListAnswer>(`/places${queryOf({ q: sought })}`),
    enabled: sought.trim() !== '',
  })
  return (
    <fieldset className="field">
      <legend>{t('movedWhere')}</legend>
      <input
        value={sought}
        placeholder={t('findPlace')}
        aria-label={t('findPlace')}
        onChange={(event) => setSought(event.target.value)}
      />
      <div className="chips">
        <button
          type="button"
          className="chip"
          aria-pressed={draft.movedTo === ''}
          onClick={() => set({ movedTo: '', movedToName: '' })}
        >
          {t('movedUnknown')}
        </button>
        {draft.movedTo !== '' && !places.data?.places.some(({ code }) => code === draft.movedTo) && (
          <button type="button" className="chip" aria-pressed>
            {draft.movedToName}
          </button>
        )}
        {places.data?.places.map(({ code, name }) => (
          <button
            key={code}
            type="button"
            className="chip"
            aria-pressed={draft.movedTo === code}
            onClick={() => set({ movedTo: code, movedToName: name })}
          >
            {name}
          </button>
        ))}
      </div>
    </fieldset>
  )
}

const DepartmentField = ({ draft, set }: Fields) => {
  const { t } = useTranslation()
  return (
    <ChoiceField
      label={t('whichDepartment')}
      options={DEPARTMENTS.map((code) => [code, t(`department_${code}`)] as const)}
      value={DEPARTMENTS.find((code) => code === draft.department) ?? ''}
      set={(department) => set({ department })}
    />
  )
}

/** The records that the leads stand on are offered; which one of them is wrong is for the worker to say. */
const WrongRecord = ({ draft, set, task }: Fields) => {
  const { t } = useTranslation()
  const sources = task.leads.flatMap((lead) => lead.sources)
  const feeds = [...new Map(sources.map((source) => [source.feed, source])).values()]
  return (
    <>
      <fieldset className="field">
        <legend>{t('whichRecord')}</legend>
        <div className="chips">
          {feeds.map(({ feed, provider, feedName }) => (
            <button
              key={feed}
              type="button"
              className="chip"
              aria-pressed={draft.feed === feed}
              onClick={() => set({ feed })}
            >
              {provider} · {feedName}
            </button>
          ))}
        </div>
      </fieldset>
      <label className="field">
        <span>
          {t('whichField')} <span className="hint">{t('optional')}</span>
        </span>
        <input value={draft.field} maxLength={64} onChange={(event) => set({ field: event.target.value })} />
      </label>
    </>
  )
}
