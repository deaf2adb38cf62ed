import { Role } from '@shouwang/console-api'
import { describe, expect, test } from 'vitest'
import { consoleApp } from '../src/console-app.ts'
import { tryEveryRole } from './every-role.ts'
import { STAFF, signInAs } from './sign-in-as.ts'
import { fakeBackend } from './test-data/fake-backend.ts'

const fund = { fundId: 'F1', name: '备用金', region: '350203000000', kind: 'reserve' }

describe('what each role may do to cases and to money', () => {
  const above = ['coordinator', 'district', 'city', 'data', 'auditor'] as const
  tryEveryRole([
    { method: 'GET', path: '/cases', may: ['grid-worker', 'coordinator', 'district', 'city'] },
    { method: 'GET', path: '/funds', may: above },
    { method: 'GET', path: '/aid?from=2026-01-01&to=2026-12-31', may: above },
    { method: 'GET', path: '/aid/export?from=2026-01-01&to=2026-12-31', may: above },
    { method: 'GET', path: '/aid/reconciliation?from=2026-01-01&to=2026-12-31', may: above },
    {
      method: 'POST',
      path: '/funds/entries',
      body: { ...fund, entryId: 'E1', fen: 100, note: '拨入' },
      may: ['district', 'city'],
    },
  ])

  test('who may work on cases is told that there is no such case or household, the data team and administrators that they may not', async () => {
    const { backend, sql } = await fakeBackend()
    const app = consoleApp(backend, { signIn: { mode: 'demo' } })
    for (const role of Role.options) {
      const ask = await signInAs(app, STAFF[role])
      const note = await ask('POST', '/cases/C-none-1/commands', { type: 'NoteCase', note: '已电话联系' })
      const asked = { householdNo: 'none', matter: 'referral', origin: 'lead', note: '邻居反映' }
      const opened = await ask('POST', '/cases', asked)
      const read = await ask('GET', '/cases/C-none-1')
      const told = ['data', 'system-admin', 'security-admin', 'auditor', 'department'].includes(role) ? 403 : 404
      expect([note.status, opened.status, read.status]).toEqual([told, told, told])
    }
    await sql.close()
  })
})
