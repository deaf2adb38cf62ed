import { type Assessment, addDays, type FiringVerdict, Level, TaskEvent } from '@shouwang/contracts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  considerAssessment,
  emptyFile,
  evolve,
  type HouseholdFile,
  perform,
  supervise,
  type Task,
  wake,
} from '../src/index.ts'
import { assessment, circumstances, coordinator, lead } from './builders.ts'

const anyLead: fc.Arbitrary<FiringVerdict> = fc
  .record({
    indicator: fc.constantFrom('a', 'b', 'recipient-deceased'),
    level: fc.constantFrom(...Level.options.slice(1)),
    direction: fc.constantFrom('missed' as const, 'wrong' as const),
    observed: fc.constantFrom(20_000, 30_000),
  })
  .map(({ indicator, direction, ...more }) => lead(`${indicator}-${direction}`, { direction, ...more }))

type Happening = { judged: Assessment } | { act: 'accept' | 'close' | 'keep' | 'supervise' }
const anyHappening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ judged: fc.array(anyLead, { maxLength: 3 }).map((fires) => assessment(0, fires)) }),
  fc.record({ act: fc.constantFrom('accept' as const, 'close' as const, 'keep' as const, 'supervise' as const) }),
)

const live = (happenings: readonly Happening[]) => {
  let file: HouseholdFile = emptyFile('h')
  const tasks = new Map<string, Task>()
  const history: TaskEvent[] = []
  happenings.forEach((happening, i) => {
    const c = circumstances(addDays('2026-11-02', i * 9))
    for (const step of stepsOf(file, happening, i, c)) {
      file = step.file
      for (const task of step.touched) tasks.set(task.taskId, task)
      history.push(...step.events)
    }
  })
  return { file, tasks, history }
}

const stepsOf = (file: HouseholdFile, happening: Happening, i: number, c: ReturnType<typeof circumstances>) => {
  if ('judged' in happening) return [considerAssessment(file, { ...happening.judged, version: i + 1 }, c)]
  if (happening.act === 'supervise') {
    const woken = wake(file, c)
    return [woken, supervise(woken.file, c)]
  }
  const task = Object.values(file.tasks)[0]
  if (task === undefined) return []
  const { taskId } = task
  const outcome = happening.act === 'keep' ? 'not-found' : 'false-match'
  const performed =
    happening.act === 'accept'
      ? perform(file, task, { type: 'AcceptTask', taskId }, coordinator, c)
      : perform(file, task, { type: 'RecordOutcome', taskId, outcome, note: '核实' }, coordinator, c)
  return performed.ok ? [performed.step] : []
}

test('whatever happens, replaying a history gives the task, and a direction has one open task at most', () => {
  fc.assert(
    fc.property(fc.array(anyHappening, { maxLength: 25 }), (happenings) => {
      const { file, tasks, history } = live(happenings)
      for (const [taskId, task] of tasks) {
        const own = history.filter((event) => event.taskId === taskId)
        expect(own.map(({ seq }) => seq)).toEqual(own.map((_, i) => i + 1))
        expect(own.reduce<Task | undefined>(evolve, undefined)).toEqual(task)
      }
      const open = [...tasks.values()].filter(({ status }) => status === 'open' || status === 'accepted')
      expect(new Set(open.map(({ direction }) => direction)).size).toBe(open.length)
      expect(Object.values(file.tasks).toSorted(byId)).toEqual(open.toSorted(byId))
    }),
  )
})

test('every happening is one that other processes understand', () => {
  fc.assert(
    fc.property(fc.array(anyHappening, { maxLength: 15 }), (happenings) => {
      for (const event of live(happenings).history) expect(TaskEvent.parse(event)).toEqual(event)
    }),
    { numRuns: 30 },
  )
})

test('judging a household again by the same facts changes no task', () => {
  fc.assert(
    fc.property(fc.array(anyHappening, { maxLength: 15 }), fc.array(anyLead, { maxLength: 3 }), (before, fires) => {
      const { file } = live(before)
      const c = circumstances('2027-11-02')
      const once = considerAssessment(file, assessment(100, fires), c).file
      expect(considerAssessment(once, assessment(101, fires), c).events).toEqual([])
    }),
  )
})

test('the level of a task never falls and its due day never moves away', () => {
  fc.assert(
    fc.property(fc.array(anyHappening, { maxLength: 25 }), (happenings) => {
      const { history } = live(happenings)
      const tasks = new Map<string, Task>()
      for (const event of history) {
        const before = tasks.get(event.taskId)
        const after = evolve(before, event)
        tasks.set(event.taskId, after)
        if (before === undefined) continue
        expect(Level.options.indexOf(after.level)).toBeGreaterThanOrEqual(Level.options.indexOf(before.level))
        expect(after.dueOn <= before.dueOn).toBe(true)
      }
    }),
  )
})

const byId = (a: Task, b: Task): number => (a.taskId < b.taskId ? -1 : 1)
