import type { Proposal } from '@shouwang/console-api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { post } from '../api.ts'
import { ProblemNotice } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'

/** The second person's word on a draft. */
export const DecideDraft = ({ proposal }: { proposal: number }) => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const decided = useMutation({
    mutationFn: (how: 'confirm' | 'refuse') => post<Proposal>(`/proposals/${proposal}/${how}`),
    onSuccess: () => queries.invalidateQueries(),
  })
  if (decided.data !== undefined)
    return <p role="status">{t(decided.data.state === 'confirmed' ? 'draftConfirmed' : 'draftRefused')}</p>
  return (
    <section className="panel">
      <p>{t('draftSecond')}</p>
      <div className="row">
        <button
          type="button"
          className="button primary"
          disabled={decided.isPending}
          onClick={() => decided.mutate('confirm')}
        >
          {t('draftConfirm')}
        </button>
        <button type="button" className="button" disabled={decided.isPending} onClick={() => decided.mutate('refuse')}>
          {t('decline')}
        </button>
      </div>
      {decided.error !== null && <ProblemNotice error={decided.error} />}
    </section>
  )
}
