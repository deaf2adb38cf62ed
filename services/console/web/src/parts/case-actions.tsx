import type { CaseCommandBody, CaseDetailAnswer, Me } from '@shouwang/console-api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { post } from '../api.ts'
import { AidFields, type AidForm, aidOf, emptyAid } from './aid-fields.tsx'
import { ProblemNotice } from './notices.tsx'
import { Sheet } from './sheet.tsx'

type Ask = (command: CaseCommandBody) => void
type Asking = 'step' | 'decide' | 'aid' | 'close' | 'note'

const byWords: readonly CaseDetailAnswer['step'][] = [
  'check',
  'opinion',
  'referral',
  'conference',
  'papers',
  'recovery',
]

/** What can be done with a case at its step. A command carries its own id: a second tap does nothing. */
export const CaseActions = ({ detail, me }: { detail: CaseDetailAnswer; me: Me }) => {
  const { t } = useTranslation()
  const [asking, setAsking] = useState<Asking | undefined>()
  const queries = useQueryClient()
  const act = useMutation({
    mutationFn: (command: CaseCommandBody) =>
      post<CaseDetailAnswer>(`/cases/${encodeURIComponent(detail.caseId)}/commands`, command),
    onSuccess: (after) => {
      queries.setQueryData(['case', detail.caseId], after)
      void queries.invalidateQueries({ queryKey: ['cases'] })
      setAsking(undefined)
    },
  })
  if (detail.status !== 'open') return null
  const ask: Ask = (command) =>
    act.mutate({ ...command, commandId: crypto.randomUUID(), expectedSeq: detail.seq } as CaseCommandBody)
  const button = (kind: Asking, words: string) => (
    <button type="button" className="button" onClick={() => setAsking(kind)}>
      {words}
    </button>
  )
  const decides = me.role !== 'grid-worker' && (detail.step === 'decision' || detail.matter === 'relief')
  return (
    <>
      {detail.proposal !== null && <Proposal proposal={detail.proposal} ask={ask} me={me} />}
      <div className="chips">
        {byWords.includes(detail.step) && button('step', t('completeStep', { step: t(`step_${detail.step}`) }))}
        {decides && detail.proposal === null && button('decide', t('decide'))}
        {(detail.step === 'aid' || detail.matter === 'relief') && button('aid', t('giveAid'))}
        {me.role !== 'grid-worker' && button('close', t('closeCase'))}
        {button('note', t('addNote'))}
      </div>
      {asking !== undefined && (
        <ActionSheet
          kind={asking}
          detail={detail}
          ask={ask}
          pending={act.isPending}
          close={() => setAsking(undefined)}
        />
      )}
      {act.error !== null && <ProblemNotice error={act.error} />}
    </>
  )
}

const Proposal = (props: { proposal: NonNullable<CaseDetailAnswer['proposal']>; ask: Ask; me: Me }) => {
  const { t } = useTranslation()
  const { decision, by } = props.proposal
  const second = by.staffNo !== props.me.staffNo && (props.me.role === 'district' || props.me.role === 'city')
  return (
    <p>
      <strong>{t('decisionProposal', { name: by.name })}</strong> {t(`decision_${decision.result}`)}{' '}
      {decision.amountFen / 100} 元：{decision.reasons}{' '}
      {second && (
        <button type="button" className="button primary" onClick={() => props.ask({ type: 'ApproveDecision' })}>
          {t('approve')}
        </button>
      )}
    </p>
  )
}

const RESULTS = ['helped', 'referred-done', 'refused', 'adjusted', 'withdrawn', 'no-need', 'not-possible'] as const
const DECISIONS = ['granted', 'refused', 'adjusted', 'stopped'] as const

type SheetProps = { kind: Asking; detail: CaseDetailAnswer; ask: Ask; pending: boolean; close: () => void }

const ActionSheet = ({ kind, detail, ask, pending, close }: SheetProps) => {
  const { t } = useTranslation()
  const [note, setNote] = useState('')
  const [choice, setChoice] = useState<string>(kind === 'decide' ? 'granted' : 'helped')
  const [aid, setAid] = useState<AidForm>(emptyAid)
  const command = commandOf(kind, detail, { note, choice, aid })
  const titles = {
    step: t('whatCameOfIt'),
    decide: t('decide'),
    aid: t('giveAid'),
    close: t('closeCase'),
    note: t('addNote'),
  }
  return (
    <Sheet title={titles[kind]} close={close}>
      {kind === 'close' && (
        <Choice label={t('resultOf')} words="result" options={RESULTS} value={choice} set={setChoice} />
      )}
      {kind === 'decide' && (
        <Choice label={t('resultOf')} words="decision" options={DECISIONS} value={choice} set={setChoice} />
      )}
      {(kind === 'aid' || (kind === 'decide' && choice === 'granted')) && (
        <AidFields aid={aid} set={setAid} amountOnly={kind === 'decide'} />
      )}
      {kind !== 'aid' && (
        <label className="field">
          <span>{kind === 'decide' ? t('reasonsOf') : t('note')}</span>
          <textarea rows={3} value={note} onChange={(event) => setNote(event.target.value)} />
        </label>
      )}
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

type Written = { readonly note: string; readonly choice: string; readonly aid: AidForm }

const commandOf = (
  kind: Asking,
  detail: CaseDetailAnswer,
  { note, choice, aid }: Written,
): CaseCommandBody | undefined => {
  if (kind === 'aid') {
    const given = aidOf(aid)
    return given === undefined ? undefined : { type: 'GiveAid', aid: given }
  }
  if (note.trim().length < 2) return undefined
  if (kind === 'step') return { type: 'CompleteStep', note, department: detail.department }
  if (kind === 'note') return { type: 'NoteCase', note }
  if (kind === 'close') return { type: 'CloseCase', result: choice as (typeof RESULTS)[number], note }
  const granted = choice === 'granted'
  const amountFen = granted ? Math.round(Number(aid.yuan) * 100) : 0
  if (granted && !(amountFen > 0)) return undefined
  const result = choice as (typeof DECISIONS)[number]
  const from = new Date().toISOString().slice(0, 10)
  return {
    type: 'Decide',
    decision: { result, programme: 'temporary-relief', amountFen, lines: [], reasons: note, from, to: null },
  }
}

const Choice = <Code extends string>(props: {
  label: string
  words: 'result' | 'decision'
  options: readonly Code[]
  value: string
  set: (code: string) => void
}) => {
  const { t } = useTranslation()
  return (
    <label className="field">
      <span>{props.label}</span>
      <select value={props.value} onChange={(event) => props.set(event.target.value)}>
        {props.options.map((code) => (
          <option key={code} value={code}>
            {t(`${props.words}_${code}` as 'result_helped')}
          </option>
        ))}
      </select>
    </label>
  )
}
