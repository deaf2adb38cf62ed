import type { Me, SecondFactorAnswer } from '@shouwang/console-api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from './api.ts'
import { ProblemNotice } from './parts/notices.tsx'
import { SessionButtons } from './parts/session-buttons.tsx'
import { Field } from './sign-in-form.tsx'
import { useTranslation } from './words/i18n.ts'
import './sign-in-page.css'

/** What comes before the work: a password of one's own, and the second factor that the duty asks for. */
export const MustFirstPage = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  return (
    <main className="sign-in">
      <header>
        <div>
          <h1>{me.name}</h1>
          <p>{t(me.mustFirst === 'password' ? 'changePassword' : 'setUpFactor')}</p>
        </div>
        <SessionButtons />
      </header>
      {me.mustFirst === 'password' ? <PasswordForm /> : <FactorForm />}
    </main>
  )
}

const PasswordForm = () => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const change = useMutation({
    mutationFn: () => post('/session/password', { current, next }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['me'] }),
  })
  return (
    <form
      className="secret"
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate()
      }}
    >
      {change.error !== null && <ProblemNotice error={change.error} />}
      <p className="hint">{t('passwordRules')}</p>
      <Field
        label={t('currentPassword')}
        value={current}
        type="password"
        autoComplete="current-password"
        change={setCurrent}
      />
      <Field label={t('nextPassword')} value={next} type="password" autoComplete="new-password" change={setNext} />
      <button type="submit" className="button primary wide" disabled={change.isPending}>
        {t('save')}
      </button>
    </form>
  )
}

const FactorForm = () => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [code, setCode] = useState('')
  const make = useMutation({ mutationFn: () => post<SecondFactorAnswer>('/session/second-factor') })
  const confirm = useMutation({
    mutationFn: () => post('/session/second-factor/confirm', { code }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['me'] }),
  })
  if (make.data === undefined)
    return (
      <div className="secret">
        {make.error !== null && <ProblemNotice error={make.error} />}
        <p className="hint">{t('factorWhy')}</p>
        <button type="button" className="button primary wide" disabled={make.isPending} onClick={() => make.mutate()}>
          {t('factorMake')}
        </button>
      </div>
    )
  return (
    <form
      className="secret"
      onSubmit={(event) => {
        event.preventDefault()
        confirm.mutate()
      }}
    >
      {confirm.error !== null && <ProblemNotice error={confirm.error} />}
      <p className="hint">{t('factorEnter')}</p>
      <p>
        <code>{make.data.secret}</code>
      </p>
      <a className="button wide" href={make.data.uri}>
        {t('factorOpen')}
      </a>
      <Field label={t('code')} value={code} autoComplete="one-time-code" change={setCode} />
      <button type="submit" className="button primary wide" disabled={confirm.isPending}>
        {t('confirm')}
      </button>
    </form>
  )
}
