import type { LeadJoinedAnswer, ReportedLeadCard, SearchAnswer, TaskDetailAnswer } from '@shouwang/console-api'
import { isOver } from '@shouwang/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../api.ts'
import { useTranslation } from '../words/i18n.ts'
import { ProblemNotice } from './notices.tsx'

/** What somebody told of, and the way to say who it is about. */
export const ReportedLead = (props: { task: TaskDetailAnswer; reported: ReportedLeadCard; mayJoin: boolean }) => {
  const { t } = useTranslation()
  const { task, reported, mayJoin } = props
  const { told } = reported
  return (
    <section className="reported">
      <h2>{t('leadWhat')}</h2>
      <p>
        {t(`channel_${reported.channel}`)} · {reported.reportedOn} · {t(`leadKind_${reported.kind}`)} ·{' '}
        {t(`urgency_${reported.urgency}`)}
      </p>
      <p className="source">
        {t('leadNumber')} {spaced(reported.leadNo)}
      </p>
      {told === null ? (
        !isOver(task.status) && <p className="hint">{t('leadOpenFirst')}</p>
      ) : (
        <>
          <blockquote>{told.words}</blockquote>
          {told.place !== '' && <p>{told.place}</p>}
          {told.who !== '' && <p>{told.who}</p>}
          {told.phone !== '' && (
            <a className="button" href={`tel:${told.phone}`}>
              {t('call')} {told.phone}
            </a>
          )}
          {told.photo !== null && <img src={told.photo} alt={t('leadPhoto')} className="photo" />}
        </>
      )}
      {mayJoin && !isOver(task.status) && <JoinLead task={task} leadNo={reported.leadNo} />}
    </section>
  )
}

/** A number as people say it on the telephone. */
export const spaced = (leadNo: string): string => leadNo.replace(/(\d{4})(?=\d)/g, '$1 ')

const ID_NUMBER = /^\d{17}[\dXx]$/

const JoinLead = ({ task, leadNo }: { task: TaskDetailAnswer; leadNo: string }) => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [words, setWords] = useState('')
  const [name, setName] = useState('')
  const search = useMutation({ mutationFn: () => post<SearchAnswer>('/households/search', { words }) })
  const join = useMutation({
    mutationFn: (whom: object) => post<LeadJoinedAnswer>(`/leads/${leadNo}/join`, whom),
    onSuccess: () =>
      Promise.all(
        [['task', task.taskId], ['tasks'], ['leads']].map((queryKey) => queries.invalidateQueries({ queryKey })),
      ),
  })
  const idNumber = words.replace(/\s/g, '').toUpperCase()
  const error = search.error ?? join.error
  return (
    <div className="join">
      <h3>{t('leadJoin')}</h3>
      <p className="hint">{t('leadJoinHint')}</p>
      <label className="field">
        <span>{t('leadJoinFind')}</span>
        <input type="search" value={words} onChange={({ target }) => setWords(target.value)} />
      </label>
      <button
        type="button"
        className="button"
        disabled={words.trim().length < 2 || search.isPending}
        onClick={() => search.mutate()}
      >
        {t('leadJoinGo')}
      </button>
      <ul className="plain-list">
        {search.data?.found.map(({ householdNo, headName, personName, regionName }) => (
          <li key={householdNo}>
            <button
              type="button"
              className="button"
              disabled={join.isPending}
              onClick={() => join.mutate(ID_NUMBER.test(idNumber) ? { person: idNumber } : { householdNo })}
            >
              {t('leadJoinHere', { name: personName ?? headName })}
            </button>{' '}
            <span className="hint">
              {regionName} · {householdNo}
            </span>
          </li>
        ))}
      </ul>
      {search.data?.found.length === 0 && <p className="hint">{t('leadJoinNone')}</p>}
      {search.data?.found.length === 0 && ID_NUMBER.test(idNumber) && (
        <>
          <label className="field">
            <span>{t('leadJoinName')}</span>
            <input value={name} maxLength={50} onChange={({ target }) => setName(target.value)} />
          </label>
          <button
            type="button"
            className="button primary wide"
            disabled={join.isPending}
            onClick={() => join.mutate({ person: idNumber, name })}
          >
            {t('leadJoinCard')}
          </button>
        </>
      )}
      {error !== null && <ProblemNotice error={error} />}
      {join.isSuccess && <p role="status">{t('leadJoined')}</p>}
    </div>
  )
}
