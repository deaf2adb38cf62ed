import type { FiringVerdict, TaskEvent } from '@shouwang/contracts'
import { expect, test } from 'vitest'
import { leadsOf } from '../src/views/lead-view.ts'

const verdict = (reason: string): FiringVerdict => ({
  status: 'fires',
  indicator: 'new-severe-disability',
  direction: 'missed',
  level: 'yellow',
  confidence: 1,
  dimensions: {},
  person: null,
  reason,
  observations: [],
  facts: [],
  advice: [],
})
const line = { taskId: 'T-1', at: '2026-10-31T09:00:00Z', day: '2026-10-31', by: 'system' }
const opened: TaskEvent = {
  ...line,
  seq: 1,
  type: 'TaskOpened',
  household: 'h',
  householdNo: 'h',
  region: null,
  direction: 'missed',
  level: 'yellow',
  leads: [verdict('名册未推送，待核')],
  dueOn: '2026-11-10',
  assignee: null,
  flags: [],
}
const cleared: TaskEvent = { ...line, seq: 2, type: 'LeadCleared', indicator: 'new-severe-disability', person: null }
const latest = { fires: [verdict('名册没有本人')] }
const words = (leads: ReturnType<typeof leadsOf>) => leads.map((lead) => lead.verdict.reason)

test('a lead that stands is told as the latest assessment has it', () => {
  expect(words(leadsOf([opened], latest))).toEqual(['名册没有本人'])
})

test('a lead that cleared, or that no assessment speaks of, keeps the words with which it came', () => {
  expect(words(leadsOf([opened, cleared], latest))).toEqual(['名册未推送，待核'])
  expect(words(leadsOf([opened]))).toEqual(['名册未推送，待核'])
})

test('a lead that came and went within a day is not shown, as the task was decided without it', () => {
  const joined: TaskEvent = {
    ...line,
    seq: 2,
    type: 'LeadJoined',
    lead: { ...verdict('主要劳动力去世'), indicator: 'gone' },
  }
  const gone: TaskEvent = { ...line, seq: 3, type: 'LeadCleared', indicator: 'gone', person: null, level: 'yellow' }
  const later = { ...gone, day: '2026-11-01' }
  expect(words(leadsOf([opened, joined, gone]))).toEqual(['名册未推送，待核'])
  expect(leadsOf([opened, joined, later]).map(({ cleared }) => cleared)).toEqual([false, true])
})
