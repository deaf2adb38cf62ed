import type { Entry, Outbox } from '@shouwang/visit-outbox'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { happen, keepDraft, keptDraft, onOutbox, openOutbox, outboxNow } from './outbox-store.ts'
import { sendWaiting } from './sender.ts'

const AGAIN_MS = 15_000

/** What this person wrote on this phone, and where each entry is. */
export const useOutbox = (): Outbox => useSyncExternalStore(onOutbox, outboxNow)

/** Sends what waits: now, when the network comes back, when the page is looked at, and every quarter of a minute. */
export const useSending = (staffNo: string): void => {
  const queries = useQueryClient()
  useEffect(() => {
    const send = () => void sendAndRead(queries)
    void openOutbox(staffNo).then(send)
    const timer = setInterval(send, AGAIN_MS)
    window.addEventListener('online', send)
    document.addEventListener('visibilitychange', send)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', send)
      document.removeEventListener('visibilitychange', send)
    }
  }, [staffNo, queries])
}

const sendAndRead = async (queries: QueryClient): Promise<void> => {
  const { sent, signInNeeded } = await sendWaiting()
  if (sent > 0)
    await Promise.all(
      ['task', 'tasks', 'cases', 'patrols'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
    )
  if (signInNeeded) await queries.invalidateQueries({ queryKey: ['me'] })
}

type Written = Pick<Entry, 'taskId' | 'action' | 'body' | 'words' | 'seenSeq'>

/** Writes an entry: it is on the device before this resolves, and sent when there is a network. */
export const useWriting = (): ((entry: Written) => Promise<void>) => {
  const queries = useQueryClient()
  return async (entry) => {
    const written = { ...entry, id: crypto.randomUUID(), writtenAt: new Date().toISOString() }
    await happen({ type: 'Written', entry: written })
    void sendAndRead(queries)
  }
}

/** What one writes at a place, kept on the device at every keystroke; `clear` once it is written or given up. */
export const useDraft = <Draft extends object>(
  staffNo: string,
  place: string,
  empty: Draft,
): { readonly draft: Draft; readonly set: (change: Partial<Draft>) => void; readonly clear: () => void } => {
  const [draft, setDraft] = useState(empty)
  useEffect(() => {
    let here = true
    void keptDraft<Draft>(staffNo, place).then((kept) => {
      if (here && kept !== undefined) setDraft(kept)
    })
    return () => {
      here = false
    }
  }, [staffNo, place])
  return {
    draft,
    set: (change) => {
      const next = { ...draft, ...change }
      setDraft(next)
      void keepDraft(staffNo, place, next)
    },
    clear: () => void keepDraft(staffNo, place, undefined),
  }
}
