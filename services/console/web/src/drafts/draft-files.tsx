import type { PolicyFileAnswer } from '@shouwang/console-api'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { get, queryOf } from '../api.ts'
import { ProblemNotice } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'

/** The changed files of a draft, as their texts, by their path. */
export type Files = Readonly<Record<string, string>>

/** The files of a draft: fetched as they stand, changed here, or taken from a folder. */
export const DraftFiles = ({
  label,
  files,
  change,
}: {
  label: string
  files: Files
  change: (files: Files) => void
}) => {
  const { t } = useTranslation()
  const [path, setPath] = useState('')
  const fetched = useMutation({
    mutationFn: (asked: string) => get<PolicyFileAnswer>(`/policy-files${queryOf({ path: asked })}`),
    onSuccess: (file) => change({ ...files, [file.path]: file.text }),
  })
  const without = (left: string) => change(Object.fromEntries(Object.entries(files).filter(([each]) => each !== left)))
  return (
    <section className="panel">
      <h2>{label}</h2>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault()
          fetched.mutate(path.trim())
        }}
      >
        <input
          className="draft-path"
          aria-label={t('draftPath')}
          placeholder="regions/350200/dibao/monthly-standard.yaml"
          value={path}
          onChange={({ target }) => setPath(target.value)}
        />
        <button type="submit" className="button" disabled={path.trim() === '' || fetched.isPending}>
          {t('draftFetch')}
        </button>
      </form>
      {fetched.error !== null && <ProblemNotice error={fetched.error} />}
      {Object.entries(files).map(([each, text]) => (
        <div key={each} className="draft-file">
          <label>
            {each}
            <textarea
              rows={12}
              spellCheck={false}
              value={text}
              onChange={({ target }) => change({ ...files, [each]: target.value })}
            />
          </label>
          <button type="button" className="button quiet" onClick={() => without(each)}>
            {t('draftLeaveOut')}
          </button>
        </div>
      ))}
    </section>
  )
}
