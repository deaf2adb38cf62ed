import type { PolicyDraftAnswer } from '@shouwang/console-api'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../api.ts'
import { ProblemNotice } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'
import type { Files } from './draft-files.tsx'

/** Proposes a draft: why, and from when on; a second person confirms it. */
export const AdoptDraft = ({ files }: { files: Files }) => {
  const { t } = useTranslation()
  const [why, setWhy] = useState('')
  const [from, setFrom] = useState('')
  const proposed = useMutation({
    mutationFn: () => post<PolicyDraftAnswer>('/policy-drafts', { files, why, ...(from === '' ? {} : { from }) }),
  })
  return (
    <section className="panel">
      <h2>{t('draftAdopt')}</h2>
      <form
        className="draft-form"
        onSubmit={(event) => {
          event.preventDefault()
          proposed.mutate()
        }}
      >
        <label>
          {t('draftWhy')}
          <input required maxLength={500} value={why} onChange={({ target }) => setWhy(target.value)} />
        </label>
        <label>
          {t('draftFirstDay')}
          <input type="date" value={from} onChange={({ target }) => setFrom(target.value)} />
        </label>
        <button type="submit" className="button primary" disabled={why.trim() === '' || proposed.isPending}>
          {t('draftPropose')}
        </button>
      </form>
      {proposed.error !== null && <ProblemNotice error={proposed.error} />}
      {proposed.data !== undefined && (
        <div role="status">
          <p>{t('draftProposed', { proposal: proposed.data.proposal, from: proposed.data.from })}</p>
          <ul>
            {proposed.data.says.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}
