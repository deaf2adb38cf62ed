import { useQuery } from '@tanstack/react-query'
import { useTranslation } from '../words/i18n.ts'
import { countKept } from './outbox-store.ts'

/** Says to whoever has to sign in again that what was written is still there. */
export const KeptEntries = () => {
  const { t } = useTranslation()
  const kept = useQuery({ queryKey: ['kept-entries'], queryFn: countKept, retry: false, staleTime: 0 })
  if ((kept.data ?? 0) === 0) return null
  return (
    <p className="notice" role="status">
      {t('keptEntries', { count: kept.data ?? 0 })}
    </p>
  )
}
