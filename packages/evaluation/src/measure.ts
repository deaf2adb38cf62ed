import { z } from 'zod'

/** The questions that the store answers: each counts, by unit, of how many it was so. packages/postgres has their queries. */
export const MeasureId = z.enum([
  'funds-above-floor',
  'rows-accepted',
  'corrections-answered',
  'villages-with-worker',
  'tasks-in-time',
  'reds-contacted',
  'leads-answered',
  'decisions-in-time',
  'decisions-posted',
  'boards-hung',
  'referrals-in-time',
  'urgent-in-hand',
  'work-not-overdue',
  'decisions-paid',
  'aid-kept',
  'objections-in-time',
])
export type MeasureId = z.infer<typeof MeasureId>

/** Whom a measure is about, what one thing of it is, and whether it tells of a span of days or of today alone. */
type Measure = {
  readonly units: 'towns' | 'departments'
  /** What is opened where it fell short. */
  readonly evidence: 'task' | 'case' | 'lead' | 'board' | 'delivery' | 'correction' | 'fund' | 'village' | 'household'
  readonly tells: 'span' | 'today'
  /** It needs a number of days within which something has to happen. */
  readonly within: boolean
}

const towns = { units: 'towns', tells: 'span', within: false } as const
const departments = { ...towns, units: 'departments' } as const

/** Every measure. None counts by worker: what is evaluated are places and offices. */
export const measures: Readonly<Record<MeasureId, Measure>> = {
  'funds-above-floor': { ...towns, evidence: 'fund', tells: 'today' },
  'rows-accepted': { ...departments, evidence: 'delivery' },
  'corrections-answered': { ...departments, evidence: 'correction', within: true },
  'villages-with-worker': { ...towns, evidence: 'village', tells: 'today' },
  'tasks-in-time': { ...towns, evidence: 'task' },
  'reds-contacted': { ...towns, evidence: 'task', within: true },
  'leads-answered': { ...towns, evidence: 'lead', within: true },
  'decisions-in-time': { ...towns, evidence: 'case' },
  'decisions-posted': { ...towns, evidence: 'case', within: true },
  'boards-hung': { ...towns, evidence: 'board' },
  'referrals-in-time': { ...departments, evidence: 'case' },
  'urgent-in-hand': { ...towns, evidence: 'household', tells: 'today', within: true },
  'work-not-overdue': { ...towns, evidence: 'task', tells: 'today' },
  'decisions-paid': { ...towns, evidence: 'case', within: true },
  'aid-kept': { ...towns, evidence: 'case' },
  'objections-in-time': { ...towns, evidence: 'case' },
}
