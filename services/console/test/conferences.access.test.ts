import { describe } from 'vitest'
import { tryEveryRole } from './every-role.ts'

describe('what each role may do with conferences and precedents', () => {
  tryEveryRole([
    { method: 'GET', path: '/conferences', may: ['coordinator', 'district', 'city'] },
    { method: 'GET', path: '/precedents', may: ['coordinator', 'district', 'city'] },
  ])
})
