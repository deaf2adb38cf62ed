import type { Me } from '@shouwang/console-api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiProblem, post } from './api.ts'
import { ProblemNotice } from './parts/notices.tsx'
import { useTranslation } from './words/i18n.ts'

const PROVIDER = '/api/v1/session/provider'

/** The own password, the code of the second factor where it is asked for, or the city's identity provider. */
export const SignInForm = ({ provider }: { provider: string | null }) => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [staffNo, setStaffNo] = useState('')
  const [secret, setSecret] = useState('')
  const [code, setCode] = useState('')
  const enter = useMutation({
    mutationFn: () => post<Me>('/session', { staffNo: staffNo.trim(), secret, ...(code === '' ? {} : { code }) }),
    onSuccess: (me) => queries.setQueryData(['me'], me),
  })
  const needsCode = code !== '' || (enter.error instanceof ApiProblem && enter.error.name === 'code-needed')
  return (
    <form
      className="secret"
      onSubmit={(event) => {
        event.preventDefault()
        enter.mutate()
      }}
    >
      {enter.error !== null && <ProblemNotice error={enter.error} />}
      <p className="hint">{t('signInSecret')}</p>
      <Field label={t('staffNo')} value={staffNo} autoComplete="username" change={setStaffNo} />
      <Field label={t('secret')} value={secret} type="password" autoComplete="current-password" change={setSecret} />
      {needsCode && <Field label={t('code')} value={code} autoComplete="one-time-code" change={setCode} />}
      <button type="submit" className="button primary wide" disabled={enter.isPending}>
        {t('signIn')}
      </button>
      {provider !== null && (
        <a className="button wide" href={PROVIDER}>
          {t('signInBy', { provider })}
        </a>
      )}
    </form>
  )
}

/** One line of a form of sign-in. */
export const Field = (props: {
  label: string
  value: string
  type?: 'text' | 'password'
  autoComplete: string
  change: (value: string) => void
}) => (
  <label className="field">
    <span>{props.label}</span>
    <input
      type={props.type ?? 'text'}
      value={props.value}
      autoComplete={props.autoComplete}
      required
      onChange={(event) => props.change(event.target.value)}
    />
  </label>
)
