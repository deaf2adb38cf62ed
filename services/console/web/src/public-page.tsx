import type { LeadStateAnswer, LeadToldAnswer } from '@shouwang/console-api'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from './api.ts'
import { spaced } from './parts/join-lead.tsx'
import { emptyLead, isLeadComplete, type LeadDraft, LeadFields } from './parts/lead-fields.tsx'
import { ProblemNotice } from './parts/notices.tsx'
import { LanguageButton, TextSizeButton } from './parts/session-buttons.tsx'
import { useTranslation } from './words/i18n.ts'
import './sign-in-page.css'

/** The page for families and neighbours: nobody signs in, and nothing is shown of anybody. */
export const PublicPage = () => {
  const { t } = useTranslation()
  const [draft, setDraft] = useState<LeadDraft>(emptyLead)
  const tell = useMutation({
    mutationFn: ({ channel: _, photo: __, ...told }: LeadDraft) => post<LeadToldAnswer>('/public/leads', told),
    onSuccess: () => setDraft(emptyLead),
  })
  return (
    <main className="sign-in public">
      <header>
        <img src="/icon.svg" alt="" width="44" height="44" />
        <div>
          <h1>{t('publicTitle')}</h1>
          <p>{t('publicHint')}</p>
        </div>
        <TextSizeButton />
        <LanguageButton />
      </header>
      <p className="late">{t('publicEmergency')}</p>
      {tell.data === undefined ? (
        <section>
          <LeadFields draft={draft} set={(change) => setDraft({ ...draft, ...change })} inside={false} />
          <button
            type="button"
            className="button primary wide"
            disabled={!isLeadComplete(draft) || tell.isPending}
            onClick={() => tell.mutate(draft)}
          >
            {t('leadSend')}
          </button>
          {tell.error !== null && <ProblemNotice error={tell.error} />}
        </section>
      ) : (
        <section role="status">
          <h2>{t('leadTold')}</h2>
          <p>
            {t('leadNumber')} <strong className="lead-number">{spaced(tell.data.leadNo)}</strong>
          </p>
          <p className="hint">{t('leadNumberHint')}</p>
          <button type="button" className="button" onClick={() => tell.reset()}>
            {t('leadTellMore')}
          </button>
        </section>
      )}
      <AskByNumber />
    </main>
  )
}

const DIGITS = 12

const AskByNumber = () => {
  const { t } = useTranslation()
  const [number, setNumber] = useState('')
  const ask = useMutation({ mutationFn: () => post<LeadStateAnswer>('/public/leads/ask', { leadNo: number }) })
  return (
    <section>
      <h2>{t('leadAsk')}</h2>
      <label className="field">
        <span>{t('leadNumber')}</span>
        <input value={number} inputMode="numeric" maxLength={20} onChange={({ target }) => setNumber(target.value)} />
      </label>
      <button
        type="button"
        className="button"
        disabled={number.replace(/\D/g, '').length !== DIGITS || ask.isPending}
        onClick={() => ask.mutate()}
      >
        {t('leadAskGo')}
      </button>
      {ask.data !== undefined && (
        <p role="status">
          {ask.data.reportedOn} · {ask.data.words}
        </p>
      )}
      {ask.error !== null && <ProblemNotice error={ask.error} />}
    </section>
  )
}
