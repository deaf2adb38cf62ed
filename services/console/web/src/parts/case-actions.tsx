import type { CaseCommandBody, CaseDetailAnswer, Me } from '@shouwang/console-api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../api.ts'
import { useTranslation } from '../words/i18n.ts'
import { AidLines } from './aid-lines.tsx'
import { yuanOf } from './amounts.ts'
import { CaseSheet, type CaseSheetKind } from './case-sheet.tsx'
import { DecisionLines } from './decision-lines.tsx'
import { ProblemNotice } from './notices.tsx'

const byWords: readonly CaseDetailAnswer['step'][] = [
  'check',
  'opinion',
  'referral',
  'conference',
  'papers',
  'recovery',
]

type Asking = { readonly kind: CaseSheetKind; readonly aidId?: string }

/** What was decided and given, and what can be done with a case at its step. A command carries its own id: a second tap does nothing. */
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
      void queries.invalidateQueries({ queryKey: ['household-file'] })
    },
  })
  /** Its own sheet closes when it is done; one that was opened meanwhile stays. */
  const ask = (command: CaseCommandBody) =>
    act.mutate({ ...command, commandId: crypto.randomUUID(), expectedSeq: detail.seq } as CaseCommandBody, {
      onSuccess: () => setAsking((now) => (now === asking ? undefined : now)),
    })
  const works = me.may.includes('work-cases')
  return (
    <>
      {works && detail.proposal !== null && (
        <Proposal
          proposal={detail.proposal}
          approve={() => ask({ type: 'ApproveDecision' })}
          sendBack={() => setAsking({ kind: 'return' })}
          me={me}
        />
      )}
      {works && (
        <div className="chips">
          {kindsFor(detail, me).map((kind) =>
            kind === 'resume' ? (
              <button
                key={kind}
                type="button"
                className="button primary"
                disabled={act.isPending}
                onClick={() => ask({ type: 'ResumeCase' })}
              >
                {t('caseDo_resume')}
              </button>
            ) : (
              <button key={kind} type="button" className="button" onClick={() => setAsking({ kind })}>
                {kind === 'step' ? t('completeStep', { step: t(`step_${detail.step}`) }) : t(`caseDo_${kind}`)}
              </button>
            ),
          )}
        </div>
      )}
      {act.error !== null && asking === undefined && <ProblemNotice error={act.error} />}
      <DecisionLines detail={detail} />
      <AidLines
        title={t('aidGiven')}
        aid={detail.aid}
        {...(works && detail.status === 'open' ? { reverse: (aidId) => setAsking({ kind: 'reverse', aidId }) } : {})}
      />
      {asking !== undefined && (
        <CaseSheet
          kind={asking.kind}
          aidId={asking.aidId}
          detail={detail}
          me={me}
          ask={ask}
          pending={act.isPending}
          error={act.error}
          close={() => {
            act.reset()
            setAsking(undefined)
          }}
        />
      )}
    </>
  )
}

type Button = Exclude<CaseSheetKind, 'reverse' | 'return'> | 'resume'

/** The buttons of a case as it stands, for this role. */
const kindsFor = ({ status, step, matter, proposal }: CaseDetailAnswer, me: Me): readonly Button[] => {
  const above = me.role !== 'grid-worker'
  if (status === 'closed') return above ? ['reopen'] : []
  if (status === 'joined') return []
  if (status === 'paused') return ['resume', 'note', ...(above ? (['hand-over', 'close'] as const) : [])]
  const decides =
    above && proposal === null && (step === 'decision' || (matter === 'relief' && step !== 'return-visit'))
  return [
    ...(byWords.includes(step) ? (['step'] as const) : []),
    ...(decides ? (['decide'] as const) : []),
    ...(step === 'aid' || matter === 'relief' ? (['aid'] as const) : []),
    ...(above ? (['close'] as const) : []),
    'note',
    'pause',
    ...(above ? (['hand-over', 'grade', 'join'] as const) : []),
  ]
}

const Proposal = (props: {
  proposal: NonNullable<CaseDetailAnswer['proposal']>
  approve: () => void
  sendBack: () => void
  me: Me
}) => {
  const { t } = useTranslation()
  const { decision, by } = props.proposal
  const second = by.staffNo !== props.me.staffNo && (props.me.role === 'district' || props.me.role === 'city')
  return (
    <div className="advice">
      <p>
        <strong>{t('decisionProposal', { name: by.name })}</strong> {t(`decision_${decision.result}`)}{' '}
        {yuanOf(decision.amountFen)} 元：{decision.reasons}
      </p>
      {second && (
        <div className="chips">
          <button type="button" className="button primary" onClick={props.approve}>
            {t('approve')}
          </button>
          <button type="button" className="button" onClick={props.sendBack}>
            {t('sendBack')}
          </button>
        </div>
      )}
    </div>
  )
}
