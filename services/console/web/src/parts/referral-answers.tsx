import type { ReferralAnswerBody, ReferralContactAnswer, ReferralItem } from '@shouwang/console-api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../api.ts'
import { useTranslation } from '../words/i18n.ts'
import { ProblemNotice } from './notices.tsx'
import { emptyGift, GiftFields, type GiftForm, giftOf } from './referral-gift.tsx'
import { Sheet } from './sheet.tsx'

type Kind = 'ReturnReferral' | 'RecordProgress' | 'FinishReferral'

const WORDS = {
  ReturnReferral: 'referralReturn',
  RecordProgress: 'referralProgress',
  FinishReferral: 'referralFinish',
} as const

/** What an office may do with a referral of its own: accept it, return it with a reason, tell progress and the result. */
export const ReferralAnswers = ({ item, today }: { item: ReferralItem; today: string }) => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [asking, setAsking] = useState<Kind | undefined>()
  const path = `/referrals/${encodeURIComponent(item.referralId)}`
  const answer = useMutation({
    mutationFn: (body: ReferralAnswerBody) => post<ReferralItem>(`${path}/answers`, body),
    onSuccess: () => {
      setAsking(undefined)
      void queries.invalidateQueries({ queryKey: ['referrals'] })
    },
  })
  const contact = useMutation({ mutationFn: () => post<ReferralContactAnswer>(`${path}/contact`) })
  const send = (body: ReferralAnswerBody) =>
    answer.mutate({ ...body, commandId: crypto.randomUUID() } as ReferralAnswerBody)
  const kinds: readonly Kind[] =
    item.status === 'sent' ? ['ReturnReferral'] : ['RecordProgress', 'FinishReferral', 'ReturnReferral']
  return (
    <>
      <div className="chips">
        {item.status === 'sent' && (
          <button
            type="button"
            className="button primary"
            disabled={answer.isPending}
            onClick={() => send({ type: 'AcceptReferral' })}
          >
            {t('referralAccept')}
          </button>
        )}
        {kinds.map((kind) => (
          <button key={kind} type="button" className="button" onClick={() => setAsking(kind)}>
            {t(WORDS[kind])}
          </button>
        ))}
      </div>
      {item.status === 'accepted' && <Contact contact={contact} />}
      {answer.error !== null && asking === undefined && <ProblemNotice error={answer.error} />}
      {asking !== undefined && (
        <AnswerSheet
          kind={asking}
          today={today}
          send={send}
          pending={answer.isPending}
          error={answer.error}
          close={() => {
            answer.reset()
            setAsking(undefined)
          }}
        />
      )}
    </>
  )
}

const Contact = ({
  contact,
}: {
  contact: { mutate: () => void; isPending: boolean; error: Error | null; data: ReferralContactAnswer | undefined }
}) => {
  const { t } = useTranslation()
  if (contact.data === undefined)
    return (
      <>
        <button type="button" className="button wide" disabled={contact.isPending} onClick={() => contact.mutate()}>
          {t('referralContact')}
        </button>
        <p className="hint">{t('referralContactWhy')}</p>
        {contact.error !== null && <ProblemNotice error={contact.error} />}
      </>
    )
  return (
    <ul className="plain-list">
      {contact.data.addresses.map((address) => (
        <li key={address}>{address}</li>
      ))}
      {contact.data.people.map(({ name, relation, age, phone }) => (
        <li key={`${name}${relation}${age}`}>
          {name} {relation} {age} {phone !== null && <a href={`tel:${phone}`}>{phone}</a>}
        </li>
      ))}
    </ul>
  )
}

const AnswerSheet = (props: {
  kind: Kind
  today: string
  send: (body: ReferralAnswerBody) => void
  pending: boolean
  error: Error | null
  close: () => void
}) => {
  const { t } = useTranslation()
  const { kind, today, send, pending, error, close } = props
  const [note, setNote] = useState('')
  const [gift, setGift] = useState<GiftForm>(() => emptyGift(today))
  const given = gift.gave ? giftOf(gift) : null
  const ready = note.trim().length >= 2 && given !== undefined
  const body: ReferralAnswerBody =
    kind === 'ReturnReferral' ? { type: kind, note } : { type: kind, note, given: given ?? null }
  return (
    <Sheet title={t(WORDS[kind])} close={close}>
      <label className="field">
        <span>{t(kind === 'ReturnReferral' ? 'caseWhy' : 'note')}</span>
        <textarea rows={3} value={note} onChange={(event) => setNote(event.target.value)} />
      </label>
      {kind !== 'ReturnReferral' && <GiftFields gift={gift} set={setGift} />}
      {error !== null && <ProblemNotice error={error} />}
      <button type="button" className="button primary wide" disabled={!ready || pending} onClick={() => send(body)}>
        {t('confirm')}
      </button>
    </Sheet>
  )
}
