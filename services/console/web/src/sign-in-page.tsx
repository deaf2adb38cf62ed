import type { Me, SignInChoices } from '@shouwang/console-api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { get, post, queryOf } from './api.ts'
import { KeptEntries } from './offline/kept-entries.tsx'
import { endKeeping } from './offline/session.ts'
import { Loading, ProblemNotice } from './parts/notices.tsx'
import { LanguageButton, TextSizeButton } from './parts/session-buttons.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { useTranslation } from './words/i18n.ts'
import './sign-in-page.css'

/** In the order of a task's way up. */
const ROLES = [
  'grid-worker',
  'coordinator',
  'district',
  'city',
  'data',
  'system-admin',
  'security-admin',
  'auditor',
  'department',
] as const

/** Pick a seeded member of staff, or sign in with one's own password: as the instance is set up. */
export const SignInPage = () => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [q, setQ] = useState('')
  const choices = useQuery({
    queryKey: ['choices', q],
    queryFn: () => get<SignInChoices>(`/session/choices${queryOf({ q })}`),
    placeholderData: (before) => before,
  })
  const enter = useMutation({
    mutationFn: (who: { staffNo: string }) => post<Me>('/session', who),
    onSuccess: (me) => queries.setQueryData(['me'], me),
  })
  useEffect(() => {
    // Where nobody is signed in, nothing that was read for somebody stays. A browser that keeps nothing has nothing to end.
    void endKeeping().catch(() => undefined)
  }, [])
  return (
    <main className="sign-in">
      <header>
        <img src="/icon.svg" alt="" width="44" height="44" />
        <div>
          <h1>{t('appName')}</h1>
          <p>{t('appLine')}</p>
        </div>
        <TextSizeButton />
        <LanguageButton />
      </header>
      <KeptEntries />
      <a href="/tell" className="button">
        {t('publicLink')}
      </a>
      {choices.isPending && <Loading />}
      {choices.error !== null && <ProblemNotice error={choices.error} retry={() => void choices.refetch()} />}
      {enter.error !== null && <ProblemNotice error={enter.error} />}
      {choices.data?.mode === 'password' && <SignInForm provider={choices.data.provider} />}
      {choices.data?.mode === 'demo' && (
        <section>
          <h2>{t('signInPick')}</h2>
          <p className="hint">{t('signInDemo')}</p>
          <input
            className="search"
            type="search"
            value={q}
            placeholder={t('findStaff')}
            aria-label={t('findStaff')}
            onChange={(event) => setQ(event.target.value)}
          />
          <StaffByRole staff={choices.data.staff} enter={(staffNo) => enter.mutate({ staffNo })} />
        </section>
      )}
    </main>
  )
}

const StaffByRole = ({ staff, enter }: { staff: SignInChoices['staff']; enter: (staffNo: string) => void }) => {
  const { t } = useTranslation()
  if (staff.length === 0) return <p className="notice">{t('nobody')}</p>
  return (
    <>
      {ROLES.map((role) => {
        const people = staff.filter((person) => person.role === role)
        return people.length === 0 ? null : (
          <section key={role}>
            <h3>{t(`role_${role}`)}</h3>
            <div className="staff">
              {people.map(({ staffNo, name, regionName, openTasks }) => (
                <button key={staffNo} type="button" className="staff-card" onClick={() => enter(staffNo)}>
                  <strong>{name}</strong>
                  <span>{staffNo}</span>
                  <span className="hint">{regionName}</span>
                  {openTasks > 0 && <span className="tag plain">{t('openTasksOf', { count: openTasks })}</span>}
                </button>
              ))}
            </div>
          </section>
        )
      })}
    </>
  )
}
