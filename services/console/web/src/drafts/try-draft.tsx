import type { SimulationAnswer } from '@shouwang/console-api'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../api.ts'
import { ProblemNotice } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'
import type { Files } from './draft-files.tsx'
import { SimulationResult } from './simulation-result.tsx'

/** Tries a draft on the stored households: an estimate from a sample, or all of them. It changes nothing. */
export const TryDraft = ({ files, against, today }: { files: Files; against: Files; today: string }) => {
  const { t } = useTranslation()
  const [day, setDay] = useState(today)
  const tried = useMutation({
    mutationFn: (preview: boolean) =>
      post<SimulationAnswer>('/simulations', {
        files,
        day,
        preview,
        ...(Object.keys(against).length === 0 ? {} : { against }),
      }),
  })
  return (
    <section className="panel">
      <h2>{t('draftTry')}</h2>
      <div className="row">
        <label>
          {t('draftDay')}{' '}
          <input
            type="date"
            value={day}
            onChange={({ target }) => setDay(target.value === '' ? today : target.value)}
          />
        </label>
        <button type="button" className="button" disabled={tried.isPending} onClick={() => tried.mutate(true)}>
          {t('draftPreview')}
        </button>
        <button type="button" className="button primary" disabled={tried.isPending} onClick={() => tried.mutate(false)}>
          {t('draftSimulate')}
        </button>
      </div>
      {tried.isPending && (
        <p className="hint" role="status">
          {t('draftTrying')}
        </p>
      )}
      {tried.error !== null && <ProblemNotice error={tried.error} />}
      {tried.data !== undefined && <SimulationResult told={tried.data} />}
    </section>
  )
}
