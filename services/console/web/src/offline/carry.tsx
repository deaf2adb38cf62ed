import type { Me, TaskItem, VisitFormAnswer } from '@shouwang/console-api'
import { unsettled } from '@shouwang/visit-outbox'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Link } from 'react-router'
import { get } from '../api.ts'
import { taskPath, taskQuery } from '../task-query.ts'
import { useTranslation } from '../words/i18n.ts'
import { device } from './device-store.ts'
import { keepPages } from './keep-pages.ts'
import { openVisit } from './open-visit.ts'
import { keptPaths } from './session.ts'
import { useOutbox } from './use-outbox.ts'

/** As many families as one person visits in a day, with room. */
const CARRIED = 20
const FRESH_MS = 300_000

/** True where the pages open without a network and what one writes stays: asked of the browser, not supposed. */
const isReady = async (): Promise<boolean> => {
  if ((await keepPages()) === undefined) return false
  await navigator.serviceWorker.ready
  await device()
  return (await caches.keys()).some((name) => name.includes('precache'))
}

/**
 * Today's cards on the phone: they are read while there is a network, and a button brings names and addresses of those that
 * are one's own. Says how many are there, and what waits to be sent.
 */
export const Carry = ({ me, tasks }: { me: Me; tasks: readonly TaskItem[] }) => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const own = tasks.filter(({ assignee }) => assignee?.staffNo === me.staffNo).slice(0, CARRIED)
  const ids = own.map(({ taskId }) => taskId).join()
  useEffect(() => {
    const read = async () => {
      const carried = ids.split(',').filter(Boolean)
      for (const taskId of carried) await queries.prefetchQuery({ ...taskQuery(taskId), staleTime: FRESH_MS })
      for (const taskId of carried)
        await queries.prefetchQuery({
          queryKey: ['form', taskId],
          queryFn: () => get<VisitFormAnswer>(`${taskPath(taskId)}/form`),
          staleTime: FRESH_MS,
        })
      await queries.invalidateQueries({ queryKey: ['carried'] })
    }
    void read()
  }, [ids, queries])
  const ready = useQuery({ queryKey: ['offline-ready'], queryFn: isReady, retry: false, staleTime: 0 })
  const carried = useQuery({ queryKey: ['carried'], queryFn: keptPaths, retry: false, staleTime: 0 })
  const bring = useMutation({
    mutationFn: async () => {
      for (const { taskId } of own) await openVisit(queries, taskId)
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['carried'] }),
  })
  const here = own.filter(({ taskId }) => carried.data?.includes(taskPath(taskId))).length
  return (
    <div className="carry">
      <p className="hint" role="status">
        {ready.data === true ? t('offlineReady', { here, all: own.length }) : t('offlineNotReady')}
      </p>
      {own.length > 0 && (
        <button type="button" className="button" disabled={bring.isPending} onClick={() => bring.mutate()}>
          {t(bring.isSuccess ? 'brought' : 'bring', { count: own.length })}
        </button>
      )}
      {bring.error !== null && <p className="late">{bring.error.message}</p>}
      <OutboxLink />
    </div>
  )
}

/** What waits to be sent and what there is to read, with the way to it; nothing where there is neither. */
const OutboxLink = () => {
  const { t } = useTranslation()
  const outbox = useOutbox()
  const { waiting, toRead } = unsettled(outbox)
  if (outbox.length === 0) return null
  return (
    <Link to="/outbox" className="outbox-link">
      {waiting > 0 && <span className="tag plain">{t('outboxWaiting', { count: waiting })}</span>}
      {toRead > 0 && <span className="tag level-red">{t('outboxToRead', { count: toRead })}</span>}
      {t('outbox')} ›
    </Link>
  )
}
