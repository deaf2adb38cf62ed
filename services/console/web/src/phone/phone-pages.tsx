import type { Me } from '@shouwang/console-api'
import { Navigate, Route, Routes } from 'react-router'
import './phone.css'
import { HandoverPage } from '../parts/handover.tsx'
import { PhoneCase, PhoneCases } from './case-pages.tsx'
import { TaskPage } from './task-page.tsx'
import { TodayPage } from './today-page.tsx'

/** What fits a phone: today's tasks, the cases in hand, and one of either. */
export const PhonePages = ({ me }: { me: Me }) => (
  <Routes>
    <Route path="/tasks" element={<TodayPage me={me} />} />
    <Route path="/tasks/:taskId" element={<TaskPage me={me} />} />
    <Route path="/cases" element={<PhoneCases me={me} />} />
    <Route path="/cases/:caseId" element={<PhoneCase me={me} />} />
    <Route path="/households/:householdNo/handover" element={<HandoverPage />} />
    <Route path="*" element={<Navigate to="/tasks" replace />} />
  </Routes>
)
