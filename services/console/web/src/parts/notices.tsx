import type { ReactNode } from 'react'
import { useTranslation } from '../words/i18n.ts'

/** What stands where something is still being read. */
export const Loading = () => {
  const { t } = useTranslation()
  return (
    <div className="notice" role="status">
      <span className="spinner" aria-hidden />
      {t('loading')}
    </div>
  )
}

/** What went wrong and what would do. */
export const ProblemNotice = ({ error, retry }: { error: Error; retry?: () => void }) => {
  const { t } = useTranslation()
  return (
    <div className="notice problem" role="alert">
      <p>{error.message}</p>
      {retry !== undefined && (
        <button type="button" className="button" onClick={retry}>
          {t('retry')}
        </button>
      )}
    </div>
  )
}

/** What stands where there is nothing to show. */
export const EmptyNotice = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className="notice empty">
    <svg viewBox="0 0 48 48" width="56" height="56" aria-hidden>
      <path
        d="M8 26 24 12l16 14v12a2 2 0 0 1-2 2H10a2 2 0 0 1-2-2Z"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
      />
      <path d="m18 29 4.500 4.500L31 25" fill="none" stroke="currentColor" strokeWidth="2.500" />
    </svg>
    <strong>{title}</strong>
    <p>{children}</p>
  </div>
)
