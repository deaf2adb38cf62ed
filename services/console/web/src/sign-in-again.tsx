import type { Me, SignInChoices } from '@shouwang/console-api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, post } from './api.ts'
import { Loading, ProblemNotice } from './parts/notices.tsx'
import { Sheet } from './parts/sheet.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { useTranslation } from './words/i18n.ts'

/** Asks to sign in again over the page that shows, so that what was typed there stays. */
export const SignInAgain = ({ me, later }: { me: Me; later: () => void }) => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const choices = useQuery({ queryKey: ['choices', ''], queryFn: () => get<SignInChoices>('/session/choices') })
  const enter = useMutation({
    mutationFn: () => post<Me>('/session', { staffNo: me.staffNo }),
    onSuccess: (again) => queries.setQueryData(['me'], again),
  })
  return (
    <Sheet title={t('signInAgain')} close={later}>
      <p className="hint">{t('signInKept')}</p>
      {choices.isPending && <Loading />}
      {choices.error !== null && <ProblemNotice error={choices.error} />}
      {choices.data?.mode === 'password' && <SignInForm provider={choices.data.provider} />}
      {choices.data?.mode === 'demo' && (
        <button type="button" className="button primary wide" disabled={enter.isPending} onClick={() => enter.mutate()}>
          {t('signInAs', { name: me.name })}
        </button>
      )}
      {enter.error !== null && <ProblemNotice error={enter.error} />}
    </Sheet>
  )
}
