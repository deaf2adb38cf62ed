import { describe, expect, test } from 'vitest'
import {
  askWho,
  type Command,
  emptyFile,
  foundWho,
  type HouseholdFile,
  leadFile,
  perform,
  type ReportedLead,
  supervise,
  type Task,
  wake,
} from '../src/index.ts'
import { circumstances, gridWorker, village } from './builders.ts'

const lead: ReportedLead = {
  ...{ leadNo: '123456789012', channel: 'family', kind: 'hardship', urgency: 'soon', region: village },
  reportedOn: '2026-11-02',
}
const asked = (more: Partial<ReportedLead> = {}) =>
  askWho(emptyFile(leadFile(lead.leadNo)), { ...lead, ...more }, circumstances())

type Outcome = Omit<Extract<Command, { type: 'RecordOutcome' }>, 'taskId'>
const performed = (file: HouseholdFile, task: Task | undefined, command: Outcome) =>
  perform(file, task, { ...command, taskId: task?.taskId ?? '' }, gridWorker, circumstances())

describe('a report of somebody whose number nobody has', () => {
  test('becomes one task for whoever is in charge of the place, however often it is looked at', () => {
    const { file, touched } = asked()
    expect(touched).toMatchObject([{ assignee: 'W1', level: 'orange', direction: 'missed', householdNo: lead.leadNo }])
    expect(askWho(file, lead, circumstances()).touched).toEqual([])
    expect(wake(file, circumstances('2027-06-01')).events).toEqual([])
  })

  test('is red and has to be reached within a day where somebody has to go now', () => {
    expect(asked({ urgency: 'now' }).touched).toMatchObject([
      { level: 'red', direction: 'urgent', dueOn: '2026-11-03' },
    ])
  })

  test('of an unknown place waits for somebody, and is found by supervision', () => {
    const { file, touched } = asked({ region: null })
    expect(touched).toMatchObject([{ region: null }])
    expect(supervise(file, circumstances('2026-11-20')).events.map(({ type }) => type)).toContain('TaskEscalated')
  })

  test('begins no work on a household before it is known which one it is', () => {
    const { file, touched } = asked()
    const refusal = performed(file, touched[0], {
      type: 'RecordOutcome',
      outcome: 'temp-aid-given',
      note: '已给 500 元',
    })
    expect(refusal).toEqual({ ok: false, refusal: 'find-who-first' })
  })

  test('that came to nothing is over for good; one that is watched comes back on its day', () => {
    const { file, touched } = asked()
    const over = performed(file, touched[0], { type: 'RecordOutcome', outcome: 'false-match', note: '查无此人' })
    if (!over.ok) throw new Error(over.refusal)
    expect(over.step.touched).toMatchObject([{ status: 'closed' }])
    expect(wake(over.step.file, circumstances('2027-12-01')).events).toEqual([])
    const watched = performed(file, touched[0], {
      type: 'RecordOutcome',
      outcome: 'keep-watching',
      note: '外出打工，月底回',
      watchUntil: '2026-11-30',
    })
    if (!watched.ok) throw new Error(watched.refusal)
    expect(wake(watched.step.file, circumstances('2026-11-30')).touched).toMatchObject([{ status: 'open' }])
  })

  test('that turned out to be about a family leaves no task, and never comes back', () => {
    const { file } = foundWho(asked().file, circumstances())
    expect(file).toMatchObject({ tasks: {}, firing: {} })
    expect(foundWho(file, circumstances()).events).toEqual([])
    expect(wake(file, circumstances('2027-12-01')).events).toEqual([])
  })
})
