import { describe } from 'vitest'
import { tryEveryRole } from './every-role.ts'

describe('who may see and mend rows set aside', () => {
  tryEveryRole([
    { method: 'GET', path: '/quarantine', may: ['city', 'data'] },
    { method: 'GET', path: '/quarantine/q-1', may: ['city', 'data'] },
    { method: 'POST', path: '/quarantine/q-1/replay', body: { row: { 残疾等级: '二级' } }, may: ['data'] },
    { method: 'POST', path: '/quarantine/replay', body: { feed: 'disability-cert' }, may: ['data'] },
    { method: 'POST', path: '/quarantine/q-2/discard', body: { reason: '部门确认报错' }, may: ['data'] },
  ])
})
