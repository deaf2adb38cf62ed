import type { Me } from '@shouwang/console-api'
import { Navigate, Route, Routes } from 'react-router'
import './phone.css'
import { HandoverPage } from '../parts/handover.tsx'
import { PhoneCase, PhoneCases, PhoneNotice } from './case-pages.tsx'
import { PhoneHousehold } from './household-page.tsx'
import { TaskPage } from './task-page.tsx'
import { TodayPage } from './today-page.tsx'

/** What fits a phone: today's tasks, the cases in hand, one of either, and the file of a household. */
export const PhonePages = ({ me }: { me: Me }) => (
  <Routes>
    <Route path="/tasks" element={<TodayPage me={me} />} />
    <Route path="/tasks/:taskId" element={<TaskPage me={me} />} />
    <Route path="/cases" element={<PhoneCases me={me} />} />
    <Route path="/cases/:caseId" element={<PhoneCase me={me} />} />
    <Route path="/cases/:caseId/notices/:decisionNo" element={<PhoneNotice />} />
    <Route path="/households/:householdNo" element={<PhoneHousehold />} />
    <Route path="/households/:householdNo/handover" element={<HandoverPage />} />
    <Route path="*" element={<Navigate to="/tasks" replace />} />
  </Routes>
)
