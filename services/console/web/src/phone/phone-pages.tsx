import type { Me } from '@shouwang/console-api'
import { useEffect } from 'react'
import { Navigate, Route, Routes } from 'react-router'
import { beginKeeping, keepAnswer } from '../offline/session.ts'
import { useSending } from '../offline/use-outbox.ts'
import './phone.css'
import { HandoverPage } from '../parts/handover.tsx'
import { PhoneCase, PhoneCases } from './case-pages.tsx'
import { OutboxPage } from './outbox-page.tsx'
import { TaskPage } from './task-page.tsx'
import { TodayPage } from './today-page.tsx'

/** What fits a phone: today's tasks, the cases in hand, and one of either. */
export const PhonePages = ({ me }: { me: Me }) => {
  useSending(me.staffNo)
  useEffect(() => {
    void beginKeeping(me).then(() => keepAnswer('/me', me))
    // Where the browser has none, the page says that this phone cannot be used without a network.
    void navigator.serviceWorker?.register('/sw.js').catch(() => undefined)
  }, [me])
  return (
    <Routes>
      <Route path="/tasks" element={<TodayPage me={me} />} />
      <Route path="/tasks/:taskId" element={<TaskPage me={me} />} />
      <Route path="/cases" element={<PhoneCases me={me} />} />
      <Route path="/cases/:caseId" element={<PhoneCase me={me} />} />
      <Route path="/households/:householdNo/handover" element={<HandoverPage />} />
      <Route path="/outbox" element={<OutboxPage />} />
      <Route path="*" element={<Navigate to="/tasks" replace />} />
    </Routes>
  )
}
