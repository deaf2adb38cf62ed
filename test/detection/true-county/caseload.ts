import {
  aidEvents,
  type Case,
  type CaseCommand,
  type CaseworkRules,
  type Circumstances,
  type Command,
  caseRole,
  considerAssessment,
  drawFrom,
  emptyFile,
  type HouseholdFile,
  leadsInStock,
  openFromStock,
  perform,
  performCase,
  placesOf,
  recordOf,
  roomFor,
  rulesFrom,
  type Staff,
  type Step,
  stockOf,
  type Task,
  type ToldResult,
  visitEvents,
  visitFactor,
  type Worker,
} from '@shouwang/casework'
import {
  type Aid,
  type Assessment,
  addMonthsToDay,
  type ChangeEvent,
  type Day,
  type Direction,
  type FiringVerdict,
  type HardshipRing,
  type Outcome,
} from '@shouwang/contracts'
import type { Policy } from '@shouwang/policy'
import type { TrueCounty } from '@shouwang/synth'

const levels = ['red', 'orange', 'yellow', 'blue', 'none']

/** The tasks of a county as its caseworkers have them: opened by assessments, put in order, visited, closed. */
export type Caseload = {
  /** What an assessment means for the household's tasks; the directions of the tasks that it opened. */
  readonly take: (assessment: Assessment, ring: HardshipRing, policy: Policy) => readonly Direction[]
  /** Opens the tasks of households on the stock list whose turn it is, and of those who waited long enough; the households. */
  readonly draw: (day: Day, policy: Policy) => readonly string[]
  /** The households on the stock list. */
  readonly waiting: () => readonly string[]
  /**
   * The open tasks in an order of the page: `due` soonest due first and the graver first on the same day, `score` the household
   * of the highest score first, as far as what visits of the last year found bears it out.
   */
  readonly inOrder: (by: Order, of: (direction: Direction) => boolean, day: Day, policy: Policy) => readonly Task[]
  /** Gives what was decided two months ago and closes its cases; the facts that go back to scoring. */
  readonly closeCases: (day: Day, policy: Policy) => readonly ChangeEvent[]
  /** Records what a visit found; the facts that go back to scoring. */
  readonly visited: (task: Task, found: Found, day: Day, policy: Policy) => readonly ChangeEvent[]
}

/** An order in which the page lists tasks. */
export type Order = 'due' | 'score'

/** What a visit found. */
export type Found = { readonly outcome: Outcome; readonly note: string; readonly declaredMonthlyFen: number | null }

/** A task, or what waits for one, by its leads that hold. */
type Standing = { readonly direction: Direction; readonly leads: readonly FiringVerdict[] }

const standingIn = ({ direction, leads }: Task): Standing => ({
  direction,
  leads: leads.filter(({ cleared }) => !cleared),
})

const rulesByPolicy = new WeakMap<Policy, CaseworkRules>()

const rulesOf = (policy: Policy): CaseworkRules => {
  const rules = rulesByPolicy.get(policy) ?? rulesFrom(policy)
  rulesByPolicy.set(policy, rules)
  return rules
}

/** The casework of one county, by the same deciders as the running program's. */
export const caseloadOf = (county: TrueCounty): Caseload => {
  const staff = staffOf(county)
  const places = placesOf(
    county.regions.map(({ 区划代码 }) => 区划代码),
    staff,
    new Map(),
  )
  const files = new Map<string, HouseholdFile>()
  const standing = new Map<string, { readonly score: number; readonly ring: HardshipRing }>()
  const results: ToldResult[] = []
  const circumstances = (day: Day, policy: Policy): Circumstances => ({
    at: `${day}T18:00:00+08:00`,
    day,
    by: 'system',
    rules: rulesOf(policy),
    places,
    funds: new Map(),
  })
  // The county's own people visit and agree; a task of nobody's region is the city's.
  const [visitor, second] = ['V1', 'V2'].map((staffNo): Worker => ({ staffNo, role: 'city', region: cityOf(county) }))
  if (visitor === undefined || second === undefined) throw new Error('nobody visits')
  const fileOf = (household: string): HouseholdFile => files.get(household) ?? emptyFile(household)
  const act = (task: Task, command: Command, worker: Worker, c: Circumstances): Step => {
    const known = fileOf(task.household)
    const done = perform(known, task, command, worker, c)
    if (!done.ok) throw new Error(`${command.type} on ${task.taskId} was refused: ${done.refusal}`)
    files.set(task.household, done.step.file)
    return done.step
  }
  /** Help comes by the way of help first, which asks for the fewest signatures; the family is as it is with any other. */
  const closed = (known: Case, day: Day, policy: Policy): readonly ChangeEvent[] => {
    const c = circumstances(day, policy)
    const ask = (command: CaseCommand): readonly ChangeEvent[] => {
      const file = fileOf(known.household)
      const now = file.cases.find(({ caseId }) => caseId === known.caseId)
      const done = performCase(file, now, command, visitor, c)
      if (!done.ok) throw new Error(`${command.type} on ${known.caseId} was refused: ${done.refusal}`)
      files.set(known.household, done.step.file)
      const [after] = done.step.cases
      return after === undefined ? [] : done.step.caseEvents.flatMap((event) => aidEvents(event, after, file.head))
    }
    const { caseId } = known
    const given = ask({ type: 'GiveAid', caseId, aid: aidFor(rulesOf(policy)) })
    ask({ type: 'CompleteStep', caseId, note: '手续补齐' })
    ask({ type: 'CloseCase', caseId, result: 'helped', note: '已救助' })
    return given
  }
  /** Where a household stands in the queue with these leads. */
  const placesIn = (day: Day, policy: Policy) => {
    const { record, visited } = recordOf(results, day)
    const { queue } = rulesOf(policy)
    return (household: string, { direction, leads }: Standing): number => {
      const { score, ring } = standing.get(household) ?? { score: 0, ring: 'unknown' }
      return (
        score * visitFactor(leads, { visitedBefore: visited.has(household), ring, direction }, record, queue).factor
      )
    }
  }
  return {
    take: (assessment, ring, policy) => {
      standing.set(assessment.household, { score: assessment.score, ring })
      const step = considerAssessment(fileOf(assessment.household), assessment, circumstances(assessment.day, policy))
      files.set(assessment.household, step.file)
      return step.events.flatMap((event) => (event.type === 'TaskOpened' ? [event.direction] : []))
    },
    draw: (day, policy) => {
      const place = placesIn(day, policy)
      const underWay = [...files.values()].flatMap((file) => {
        const tasks = Object.values(file.tasks).filter(({ direction }) => direction !== 'wrong')
        return tasks.length === 0
          ? []
          : [
              {
                place: Math.max(...tasks.map((task) => place(task.household, standingIn(task)))),
                since: [...tasks.map(({ openedOn }) => openedOn), file.waitedSince ?? day].sort()[0] ?? day,
              },
            ]
      })
      const list = [...files.values()].filter((file) => stockOf(file) !== null)
      const waiting = list.map((file) => {
        const leads = leadsInStock(file)
        return {
          household: file.household,
          since: stockOf(file)?.since ?? day,
          place: place(file.household, { direction: 'missed', leads }),
        }
      })
      const { stock } = rulesOf(policy)
      const turn = new Set(
        drawFrom(waiting, underWay, roomFor(county.households.length, stock)).map(({ household }) => household),
      )
      const late = list.filter((file) => (stockOf(file)?.by ?? day) <= day).map(({ household }) => household)
      return [...new Set([...turn, ...late])].flatMap((household) => {
        const step = openFromStock(fileOf(household), circumstances(day, policy))
        files.set(household, step.file)
        return step.events.flatMap((event) => (event.type === 'TaskOpened' ? [household] : []))
      })
    },
    waiting: () => [...files.values()].flatMap((file) => (stockOf(file) === null ? [] : [file.household])),
    inOrder: (by, of, day, policy) => {
      const tasks = [...files.values()]
        .flatMap(({ tasks }) => Object.values(tasks))
        .filter(({ direction }) => of(direction))
      if (by === 'due') return tasks.sort(byDueDay)
      const place = placesIn(day, policy)
      const places = new Map(tasks.map((task) => [task.taskId, place(task.household, standingIn(task))]))
      return tasks.sort((a, b) => (places.get(b.taskId) ?? 0) - (places.get(a.taskId) ?? 0) || byDueDay(a, b))
    },
    closeCases: (day, policy) =>
      [...files.values()].flatMap((file) =>
        file.cases
          .filter(({ openedOn, matter }) => helpTakes(matter) && addMonthsToDay(openedOn, 2) <= day)
          .flatMap((known) => closed(known, day, policy)),
      ),
    visited: (task, found, day, policy) => {
      const c = circumstances(day, policy)
      if (task.direction !== 'wrong') {
        const indicators = task.leads.flatMap(({ cleared, indicator }) => (cleared ? [] : indicator))
        results.push({ household: task.household, day, indicators, outcome: found.outcome })
      }
      const { taskId } = task
      const step = act(task, { type: 'RecordOutcome', taskId, ...found }, visitor, c)
      const closed = step.touched.find((each) => each.taskId === taskId)
      if (closed?.outcome?.restUntil !== undefined) act(closed, { type: 'ConfirmOutcome', taskId }, second, c)
      const head = fileOf(task.household).head
      return step.events.flatMap((event) => (event.type === 'OutcomeRecorded' ? visitEvents(event, head, null) : []))
    },
  }
}

const helpTakes = (matter: Case['matter']): boolean => matter === 'application' || matter === 'relief'

/** What may be given before a decision; a living allowance then stands on the rolls. */
const aidFor = ({ cases }: CaseworkRules): Aid => ({
  form: 'card',
  programme: 'temporary-relief',
  amountFen: cases.helpFirstFen,
  what: '',
  person: null,
  fund: null,
})

const byDueDay = (a: Task, b: Task): number =>
  compare(a.dueOn, b.dueOn) || levels.indexOf(a.level) - levels.indexOf(b.level) || compare(a.taskId, b.taskId)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const roleNames: Readonly<Record<string, string>> = {
  网格员: 'grid-worker',
  社会救助协理员: 'coordinator',
  区级救助科: 'district',
}

const staffOf = ({ staff }: TrueCounty): readonly Staff[] =>
  staff.flatMap(({ 工号, 角色, 区划代码 }) => {
    const role = caseRole(roleNames[角色] ?? '')
    return role === undefined ? [] : [{ staffNo: 工号, role, region: 区划代码 }]
  })

const cityOf = ({ regions }: TrueCounty): string => regions.find(({ 上级代码 }) => 上级代码 === '')?.区划代码 ?? ''
