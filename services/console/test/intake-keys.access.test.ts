import { describe } from 'vitest'
import { tryEveryRole } from './every-role.ts'

const key = { name: '残联', feeds: ['disability-cert'] }

describe('who may give departments a key', () => {
  tryEveryRole(
    [
      { method: 'GET', path: '/intake-keys', may: ['system-admin'] },
      { method: 'POST', path: '/intake-keys', body: key, may: ['system-admin'] },
    ],
    (sql) => sql.query('delete from intake_keys'),
  )
})
