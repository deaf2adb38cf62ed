import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { refetchAll } from './refetch-all.ts'
import { useTranslation } from './words/i18n.ts'

const SHOWN_MS = 4000

/** Listens for changes to tasks, reads again what is on the page, and says so in a small notice. */
export const LiveTasks = () => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [notice, setNotice] = useState<'changed' | 'lost' | undefined>()
  useEffect(() => {
    const events = new EventSource('/api/v1/events')
    let lost = false
    const readAgain = () => void refetchAll(queries)
    events.addEventListener('tasks', () => {
      readAgain()
      setNotice('changed')
    })
    events.addEventListener('ready', () => {
      if (lost) readAgain()
      lost = false
      setNotice((shown) => (shown === 'lost' ? undefined : shown))
    })
    events.onerror = () => {
      lost = true
      setNotice('lost')
    }
    return () => events.close()
  }, [queries])
  const place = useRef<HTMLDivElement>(null)
  // Shown anew it lies above a sheet that was opened meanwhile.
  useEffect(() => {
    place.current?.hidePopover()
    if (notice !== undefined) place.current?.showPopover()
  }, [notice])
  useEffect(() => {
    if (notice !== 'changed') return
    const timer = setTimeout(() => setNotice(undefined), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [notice])
  return (
    <div ref={place} className="live" role="status" aria-live="polite" popover="manual">
      {notice !== undefined && (
        <span className={`live-notice ${notice}`}>{t(notice === 'lost' ? 'liveLost' : 'liveChanged')}</span>
      )}
    </div>
  )
}
