import { describe } from 'vitest'
import { tryEveryRole } from './every-role.ts'
import { ownFire, sampleForm } from './test-data/sample-form.ts'

describe('who may see what departments send, and who may send', () => {
  const readers = ['district', 'city', 'data', 'system-admin'] as const
  const row = { 姓名: '某人' }
  tryEveryRole([
    { method: 'GET', path: '/feeds', may: readers },
    { method: 'GET', path: '/feeds/disability-cert', may: readers },
    { method: 'GET', path: '/deliveries', may: readers },
    { method: 'GET', path: '/pipeline', may: readers },
    { method: 'POST', path: '/deliveries?fileName=a.csv', body: '姓名\n某人\n', may: ['data'] },
    { method: 'POST', path: '/feeds/check?fileName=a.csv', body: '姓名\n某人\n', may: ['data'] },
    { method: 'POST', path: '/feeds/disability-cert/records', body: row, may: ['data'] },
    { method: 'POST', path: '/feed-drafts', body: sampleForm(), may: ['data'] },
    {
      method: 'POST',
      path: '/feeds/own-fire/declaration',
      body: { declaration: ownFire, replace: true },
      may: ['data'],
    },
  ])
})
