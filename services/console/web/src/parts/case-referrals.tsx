import type { CaseCommandBody, CaseDetailAnswer, Me } from '@shouwang/console-api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../api.ts'
import { useTranslation } from '../words/i18n.ts'
import { ProblemNotice } from './notices.tsx'
import { ReferSheet } from './refer-sheet.tsx'
import { ReferralCard } from './referral-card.tsx'
import { Sheet } from './sheet.tsx'

/** 一口进、一口出: what a case handed to departments and organisations, each with its line of progress, and how to hand on more. */
export const CaseReferrals = ({ detail, me }: { detail: CaseDetailAnswer; me: Me }) => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [asking, setAsking] = useState<'refer' | { readonly recall: string } | undefined>()
  const act = useMutation({
    mutationFn: (command: CaseCommandBody) =>
      post<CaseDetailAnswer>(`/cases/${encodeURIComponent(detail.caseId)}/commands`, {
        ...command,
        ...{ commandId: crypto.randomUUID(), expectedSeq: detail.seq },
      }),
    onSuccess: (after) => {
      queries.setQueryData(['case', detail.caseId], after)
      void queries.invalidateQueries({ queryKey: ['cases'] })
      setAsking(undefined)
    },
  })
  const close = () => {
    act.reset()
    setAsking(undefined)
  }
  const { referrals } = detail
  const works = me.may.includes('work-cases') && detail.status === 'open'
  const done = referrals.filter(({ status }) => status === 'done').length
  return (
    <section>
      {referrals.length > 0 && <h3>{t('referralsOf', { done, count: referrals.length })}</h3>}
      {referrals.map((item) => (
        <ReferralCard key={item.referralId} item={item} today={me.today}>
          {works && ['sent', 'accepted', 'returned'].includes(item.status) && (
            <div className="chips">
              <button type="button" className="button quiet" onClick={() => setAsking({ recall: item.referralId })}>
                {t('referralRecall')}
              </button>
            </div>
          )}
        </ReferralCard>
      ))}
      {works && (
        <button type="button" className="button" onClick={() => setAsking('refer')}>
          {t('refer')}
        </button>
      )}
      {asking === 'refer' && (
        <ReferSheet
          me={me}
          ask={(command) => act.mutate(command)}
          pending={act.isPending}
          error={act.error}
          close={close}
        />
      )}
      {typeof asking === 'object' && (
        <RecallSheet
          send={(why) => act.mutate({ type: 'RecallReferral', referralId: asking.recall, why })}
          pending={act.isPending}
          error={act.error}
          close={close}
        />
      )}
    </section>
  )
}

const RecallSheet = (props: {
  send: (why: string) => void
  pending: boolean
  error: Error | null
  close: () => void
}) => {
  const { t } = useTranslation()
  const [why, setWhy] = useState('')
  return (
    <Sheet title={t('referralRecall')} close={props.close}>
      <label className="field">
        <span>{t('caseWhy')}</span>
        <textarea rows={3} value={why} onChange={(event) => setWhy(event.target.value)} />
      </label>
      {props.error !== null && <ProblemNotice error={props.error} />}
      <button
        type="button"
        className="button primary wide"
        disabled={why.trim().length < 2 || props.pending}
        onClick={() => props.send(why)}
      >
        {t('confirm')}
      </button>
    </Sheet>
  )
}
