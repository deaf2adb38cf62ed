import { Navigate, Route, Routes } from 'react-router'
import type { MeOut } from '../api.ts'
import './phone-look.css'
import { TaskPage } from './task-page.tsx'
import { TodayPage } from './today-page.tsx'

/** What fits a phone: today's tasks, and one task. */
export const PhonePages = ({ me }: { me: MeOut }) => (
  <Routes>
    <Route path="/tasks" element={<TodayPage me={me} />} />
    <Route path="/tasks/:taskId" element={<TaskPage me={me} />} />
    <Route path="*" element={<Navigate to="/tasks" replace />} />
  </Routes>
)
