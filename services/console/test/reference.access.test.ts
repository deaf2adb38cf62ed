import { describe } from 'vitest'
import { tryEveryRole } from './every-role.ts'

describe('who may see the rules and the reports', () => {
  const all = ['grid-worker', 'coordinator', 'district', 'city', 'data', 'system-admin', 'security-admin'] as const
  tryEveryRole([
    { method: 'GET', path: '/me', may: [...all, 'auditor', 'department'] },
    { method: 'GET', path: '/policy', may: all },
    { method: 'GET', path: '/indicators', may: all },
    { method: 'GET', path: '/reports/weekly', may: ['coordinator', 'district', 'city', 'data'] },
    { method: 'GET', path: '/ledger', may: ['city', 'data'] },
  ])
})
