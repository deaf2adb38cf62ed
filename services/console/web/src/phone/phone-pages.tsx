import type { Me } from '@shouwang/console-api'
import { Navigate, Route, Routes } from 'react-router'
import './phone.css'
import { TaskPage } from './task-page.tsx'
import { TodayPage } from './today-page.tsx'

/** What fits a phone: today's tasks, and one task. */
export const PhonePages = ({ me }: { me: Me }) => (
  <Routes>
    <Route path="/tasks" element={<TodayPage me={me} />} />
    <Route path="/tasks/:taskId" element={<TaskPage me={me} />} />
    <Route path="*" element={<Navigate to="/tasks" replace />} />
  </Routes>
)
