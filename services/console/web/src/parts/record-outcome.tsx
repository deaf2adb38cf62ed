import { departmentWords } from '@shouwang/casework'
import type { TaskDetailAnswer } from '@shouwang/console-api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { post } from '../api.ts'
import { showTask, taskPath } from '../task-query.ts'
import { AidFields, type AidForm, aidOf, emptyAid } from './aid-fields.tsx'
import { ProblemNotice } from './notices.tsx'
import { Sheet } from './sheet.tsx'

type Option = TaskDetailAnswer['outcomes'][number]

/** Whom a family is transferred to: any but the department that visits it. */
const DEPARTMENTS = (Object.keys(departmentWords) as (keyof typeof departmentWords)[]).filter(
  (code) => code !== 'civil-affairs',
)

/** Outcomes of a door that stayed shut. What was seen is never filled in beforehand: it goes into the record. */
const SHUT: readonly string[] = ['nobody-home', 'not-found', 'moved']

/** The outcomes as buttons: one tap chooses, one tap confirms. */
export const RecordOutcome = ({ task }: { task: TaskDetailAnswer }) => {
  const { t, i18n } = useTranslation()
  const [chosen, setChosen] = useState<Option | undefined>()
  const shut = task.outcomes.filter(({ outcome }) => SHUT.includes(outcome))
  const visited = task.outcomes.filter(({ outcome }) => !SHUT.includes(outcome))
  const words = (option: Option) => (i18n.language === 'en' ? option.en : option.zh)
  const chips = (options: readonly Option[]) => (
    <div className="chips">
      {options.map((option) => (
        <button key={option.outcome} type="button" className="chip" onClick={() => setChosen(option)}>
          {words(option)}
        </button>
      ))}
    </div>
  )
  return (
    <>
      <h3>{t('quickOutcomes')}</h3>
      {chips(shut)}
      <h3>{t('otherOutcomes')}</h3>
      {chips(visited)}
      {chosen !== undefined && (
        <OutcomeSheet task={task} option={chosen} words={words(chosen)} close={() => setChosen(undefined)} />
      )}
    </>
  )
}

const OutcomeSheet = (props: { task: TaskDetailAnswer; option: Option; words: string; close: () => void }) => {
  const { t } = useTranslation()
  const { outcome, noteRequired } = props.option
  const [note, setNote] = useState('')
  const [household, setHousehold] = useState('')
  const [income, setIncome] = useState('')
  const [department, setDepartment] = useState('')
  const [aid, setAid] = useState<AidForm>(emptyAid)
  const queries = useQueryClient()
  const record = useMutation({
    mutationFn: () =>
      post<TaskDetailAnswer>(`${taskPath(props.task.taskId)}/outcome`, {
        outcome,
        note,
        livesInHouseholdNo: household === '' ? null : household,
        declaredMonthlyFen: income === '' ? null : Math.round(Number(income) * 100),
        department: department === '' ? null : department,
        aid: outcome === 'temp-aid-given' ? (aidOf(aid) ?? null) : null,
      }),
    onSuccess: (task) => {
      void showTask(queries, task)
      void queries.invalidateQueries({ queryKey: ['tasks'] })
      void queries.invalidateQueries({ queryKey: ['cases'] })
      props.close()
    },
  })
  const missing = (noteRequired && note.trim().length < 2) || !/^(\d{1,6}(\.\d{1,2})?)?$/.test(income)
  return (
    <Sheet title={props.words} close={props.close}>
      <label className="field">
        <span>
          {t('note')} <span className="hint">{noteRequired ? t('noteRequired') : t('optional')}</span>
        </span>
        <textarea rows={3} value={note} placeholder={t('noteHint')} onChange={(event) => setNote(event.target.value)} />
      </label>
      {outcome === 'moved' && (
        <label className="field">
          <span>{t('newHouseholdNo')}</span>
          <input value={household} inputMode="numeric" onChange={(event) => setHousehold(event.target.value)} />
        </label>
      )}
      {!SHUT.includes(outcome) && outcome !== 'refused' && (
        <label className="field">
          <span>
            {t('declaredIncome')} <span className="hint">{t('optional')}</span>
          </span>
          <input value={income} inputMode="decimal" onChange={(event) => setIncome(event.target.value)} />
        </label>
      )}
      {outcome === 'transfer' && (
        <label className="field">
          <span>{t('whichDepartment')}</span>
          <select value={department} onChange={(event) => setDepartment(event.target.value)}>
            <option value="">{t('chooseOne')}</option>
            {DEPARTMENTS.map((code) => (
              <option key={code} value={code}>
                {t(`department_${code}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      {outcome === 'temp-aid-given' && <AidFields aid={aid} set={setAid} />}
      {record.error !== null && <ProblemNotice error={record.error} />}
      <button
        type="button"
        className="button primary wide"
        disabled={missing || record.isPending}
        onClick={() => record.mutate()}
      >
        {t('confirmOutcome', { outcome: props.words })}
      </button>
    </Sheet>
  )
}
