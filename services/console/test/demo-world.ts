import { createHash } from 'node:crypto'
import { PersonId, type TaskEvent } from '@shouwang/contracts'
import { openPglite, type Sql } from '@shouwang/postgres'
import type { Backend, Identity, TaskAction, TaskChange } from '../src/backend.ts'
import { DEMO_FAMILIES, type DemoFamily } from './demo-families.ts'
import { DEMO_REFERENCE } from './demo-reference.ts'

export const TODAY = '2026-10-31'
const AT = '2026-10-31T09:00:00+08:00'

/** The pseudonym that the demo vault gives an ID number. */
export const pseudonymOf = (idNumber: string): PersonId =>
  PersonId.parse(`p_${createHash('sha256').update(idNumber).digest('hex').slice(0, 24)}`)

/** The id of the task of a demo household. */
export const taskIdOf = (householdNo: string): string => `t-${householdNo}`

/** The sealed words of the demo rows in quarantine. */
const ROWS: Readonly<Record<string, Record<string, string>>> = {
  'q-1': {
    姓名: '赵大海',
    身份证号: '350203197001015812',
    残疾类别: '肢体',
    残疾等级: '九级',
    发证日期: '2026-09-01',
    备用: '13800001111',
  },
  'q-2': {
    姓名: '钱小美',
    身份证号: '35020319850230582',
    残疾类别: '视力',
    残疾等级: '二级',
    发证日期: '2026-13-01',
    备用: '',
  },
}

/** What the demo world remembers of what was asked of it. */
export type DemoWorld = {
  readonly backend: Backend
  readonly sql: Sql
  readonly received: (Parameters<Backend['intake']['receiveFile']>[1] & { readonly bytes: number })[]
  readonly rows: { feed: string; rows: readonly Readonly<Record<string, unknown>>[] }[]
  readonly replayed: { quarantineId: string; row: Readonly<Record<string, string>> | null }[]
}

/** A backend whose store is a PostgreSQL in memory with a few families, and whose other parts are kept in lists. */
export const demoWorld = async (): Promise<DemoWorld> => {
  const sql = await openPglite()
  await seed(sql)
  const identities = new Map(
    DEMO_FAMILIES.flatMap((family) => family.members).map((member): [PersonId, Identity] => [
      pseudonymOf(member.idNumber),
      {
        name: member.name,
        idNumber: member.idNumber,
        phone: member.phone,
        address: '厦门市思明区滨湖街道东风社区12号',
      },
    ]),
  )
  const world: Omit<DemoWorld, 'backend'> = { sql, received: [], rows: [], replayed: [] }
  let randomCounter = 0
  const backend: Backend = {
    sql,
    today: () => TODAY,
    nowMs: () => Date.parse(AT),
    randomBytes: (length) => createHash('sha512').update(String(randomCounter++)).digest().subarray(0, length),
    tasks: demoTasks(sql),
    vault: {
      identify: async (persons) =>
        new Map(
          persons.flatMap((person) => (identities.has(person) ? [[person, identities.get(person) as Identity]] : [])),
        ),
      pseudonym: (idNumber) => (/^\d{17}[\dX]$/.test(idNumber) ? pseudonymOf(idNumber) : undefined),
    },
    intake: demoIntake(world),
    quarantine: {
      open: async (id) =>
        ROWS[id] === undefined ? undefined : { row: ROWS[id], text: Object.values(ROWS[id]).join(',') },
      replay: async (quarantineId, row) => {
        world.replayed.push({ quarantineId, row })
        await sql.query(`update quarantine set state = 'replayed' where quarantine_id = $1`, [quarantineId])
        return { ok: true, delivery: 'd-replay' }
      },
      discard: async (quarantineId, why, by) => {
        await sql.query(
          `update quarantine set state = 'discarded', state_note = $2, state_by = $3 where quarantine_id = $1`,
          [quarantineId, why, by],
        )
        return { ok: true }
      },
    },
    ...DEMO_REFERENCE,
  }
  return { ...world, backend }
}

const demoIntake = (world: Omit<DemoWorld, 'backend'>): Backend['intake'] => ({
  receiveFile: async (stream, about) => {
    const { fileName, feed, businessDay } = about
    let bytes = 0
    for await (const chunk of stream) bytes += chunk.length
    if (bytes === 0) return { ok: false, reason: 'empty', detail: '文件是空的。请核对后重传。' }
    const delivery = `d-new-${world.received.push({ ...about, bytes })}`
    await world.sql.query(
      `insert into deliveries (delivery, feed, file_name, business_day, region, status, received, accepted, applied, finished_at)
       values ($1, $2, $3, $4, '350200000000', 'complete', 2, 2, 2, now())`,
      [delivery, feed ?? 'disability-cert', fileName, businessDay ?? TODAY],
    )
    return { ok: true, delivery }
  },
  receiveRows: async (feed, rows) => {
    world.rows.push({ feed, rows })
    return { ok: true, delivery: `d-rows-${world.rows.length}` }
  },
  settled: async () => true,
  check: async (stream) => {
    for await (const _ of stream);
    return {
      feed: 'disability-cert',
      businessDay: TODAY,
      rows: 2,
      acceptable: 1,
      problems: [{ rowNo: 2, reason: 'bad-date', field: '发证日期' }],
      detail: '认出接口：残疾人证；2 行中 1 行可接收。',
    }
  },
})

/** Performs what is asked with no rules but one: a closed task stays closed. */
const demoTasks = (sql: Sql): Backend['tasks'] => {
  const listeners = new Set<(change: TaskChange) => void>()
  return {
    outcomes: DEMO_REFERENCE.outcomes,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    perform: async (action, by) => {
      const [task] = await sql.query<{
        seq: number
        status: string
        region: string | null
        level: 'red'
        household_no: string
        assignee: string
      }>('select seq, status, region, level, household_no, assignee from tasks where task_id = $1', [action.taskId])
      if (task === undefined || task.status === 'closed') {
        return { ok: false, reason: 'closed', detail: '任务已办结，不能再改。需要更正的，请联系区级救助科。' }
      }
      const event = happening(action, by, task.seq + 1)
      await sql.query(
        `update tasks set seq = seq + 1, status = $2, assignee = coalesce($3, assignee) where task_id = $1`,
        [action.taskId, statusAfter(action, task.status), action.type === 'ReassignTask' ? action.assignee : null],
      )
      await saveEvent(sql, event)
      const change = {
        taskId: action.taskId,
        seq: event.seq,
        type: event.type,
        region: task.region,
        householdNo: task.household_no,
        level: task.level,
        assignee: task.assignee,
      }
      for (const listener of listeners) listener(change)
      return { ok: true }
    },
  }
}

const statusAfter = (action: TaskAction, before: string): string =>
  ({ AcceptTask: 'accepted', RecordOutcome: 'closed', AddNote: before, ReassignTask: before })[action.type]

const happening = (action: TaskAction, by: string, seq: number): TaskEvent => {
  const line = { taskId: action.taskId, seq, at: AT, day: TODAY, by }
  switch (action.type) {
    case 'AcceptTask':
      return { ...line, type: 'TaskAccepted' }
    case 'AddNote':
      return { ...line, type: 'NoteAdded', note: action.note }
    case 'ReassignTask':
      return { ...line, type: 'TaskAssigned', assignee: action.assignee, region: null, why: action.why }
    case 'RecordOutcome':
      return {
        ...line,
        type: 'OutcomeRecorded',
        outcome: action.outcome,
        note: action.note,
        leads: [],
        suppressUntil: '2027-01-29',
        closes: true,
      }
    default:
      return action satisfies never
  }
}

const saveEvent = (sql: Sql, event: TaskEvent) =>
  sql.query('insert into task_events values ($1, $2, $3, $4, $5, $6, $7)', [
    event.taskId,
    event.seq,
    event.type,
    event.day,
    event.at,
    event.by,
    JSON.stringify(event),
  ])

const seed = async (sql: Sql): Promise<void> => {
  for (const [code, name, parent] of DEMO_REFERENCE.regions) {
    await sql.query('insert into regions values ($1, $2, $3)', [code, name, parent])
  }
  for (const [staffNo, name, role, region] of DEMO_REFERENCE.staff) {
    await sql.query('insert into staff values ($1, $2, $3, $4, null)', [staffNo, name, role, region])
  }
  for (const family of DEMO_FAMILIES) await seedFamily(sql, family)
  await sql.query(`insert into deliveries (delivery, feed, file_name, business_day, region, status, received, accepted, quarantined, quarantined_by, applied, started_at, finished_at) values
    ('d-1', 'disability-cert', '残联_残疾人证.csv', '2026-10-30', '350200000000', 'complete', 19, 13, 6, '{"unknown-code": 4, "bad-date": 2}', 13, '2026-10-30T01:00:00Z', '2026-10-30T01:00:03Z'),
    ('d-2', 'med-settlement', '医保_结算明细.ndjson', '2026-10-28', '350200000000', 'complete', 367, 367, 0, '{}', 364, '2026-10-28T01:00:00Z', '2026-10-28T01:00:02Z')`)
  await sql.query(`insert into quarantine (quarantine_id, feed, delivery, row_no, business_day, stage, reason, field, sealed) values
    ('q-1', 'disability-cert', 'd-1', 4, '2026-10-30', 'ingest', 'unknown-code', '残疾等级', 'sealed'),
    ('q-2', 'disability-cert', 'd-1', 9, '2026-10-30', 'ingest', 'bad-date', '发证日期', 'sealed')`)
}

const seedFamily = async (sql: Sql, family: DemoFamily): Promise<void> => {
  const { task, members } = family
  const household = `h-${family.no}`
  const people = members.map((member) => pseudonymOf(member.idNumber))
  const named = (text: string) => text.replace(/\{(\d)\}/g, (_, index: string) => `{${people[Number(index)]}}`)
  const verdicts = task.leads.map((lead) => ({
    status: 'fires' as const,
    indicator: lead.indicator,
    direction: task.direction,
    level: lead.level,
    confidence: 0.9,
    dimensions: { expenditure: 60 },
    person: people[0] ?? null,
    reason: named(lead.reason),
    observations: [...(lead.observations ?? [])],
    facts: [
      {
        person: people[0] ?? PersonId.parse(`p_${'0'.repeat(24)}`),
        type: lead.type,
        sourceKey: 'k-1',
        feed: lead.feed,
        provider: lead.provider,
        day: lead.day,
      },
    ],
    advice: [...(lead.advice ?? [])],
  }))
  const assessment = {
    household,
    householdNo: family.no,
    region: family.region,
    day: TODAY,
    version: 3,
    policy: '350200@a1b2c3',
    members: people,
    fires: verdicts,
    unknown: [
      {
        status: 'unknown',
        indicator: 'income-below-standard',
        missing: ['没有近三个月的收入信息'],
        awaits: ['social-insurance'],
      },
    ],
    clear: ['unsafe-housing', 'long-unemployment'],
    scores: { household: 20, health: 40, assets: 0, income: 10, expenditure: 60 },
    score: 46,
    levelToday: task.level,
    level: task.level,
    confidence: 0.8,
    entitlements: family.entitlements.map((entitlement) => ({
      ...entitlement,
      why: named(entitlement.why),
      person: null,
    })),
    reviewOn: '2026-11-15',
  }
  await sql.query(
    `insert into households (household, household_no, region, day, version, level, fingerprint, standing, assessment)
     values ($1, $2, $3, $4, 3, $5, '', '{}', $6)`,
    [household, family.no, family.region, TODAY, task.level, JSON.stringify(assessment)],
  )
  for (const [index, member] of members.entries()) {
    const registered = {
      revision: 20260630,
      retracted: false,
      feed: 'resident-register',
      provider: '市公安局',
      day: '2026-06-30',
      data: {
        householdNo: family.no,
        relation: member.relation,
        sex: member.sex,
        birthDate: member.birthDate,
        region: family.region,
      },
    }
    const settled = {
      revision: 20261028,
      retracted: false,
      feed: 'med-settlement',
      provider: '市医疗保障局',
      day: '2026-10-28',
      data: {
        settledOn: '2026-10-20',
        care: 'inpatient',
        totalFen: 9_000_000,
        inScopeSelfPaidFen: 6_600_000,
        outOfScopeFen: 0,
        personalBurdenFen: 6_600_000,
        diseaseCode: 'C34',
        diseaseName: '肺恶性肿瘤',
        refund: false,
        refundOf: null,
      },
    }
    await sql.query('insert into persons (person, household, register_no, facts) values ($1, $2, $3, $4)', [
      people[index],
      household,
      family.no,
      JSON.stringify({
        ResidentRegistered: { [family.no]: registered },
        ...(index === 0 ? { MedicalSettled: { 's-1': settled } } : {}),
      }),
    ])
  }
  await seedTask(sql, family, household, verdicts)
}

const seedTask = async (sql: Sql, { no, region, task }: DemoFamily, household: string, leads: object[]) => {
  const taskId = taskIdOf(no)
  await sql.query(
    `insert into tasks (task_id, household, household_no, region, direction, level, status, opened_on, due_on, assignee, seq, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '{}')`,
    [
      taskId,
      household,
      no,
      region,
      task.direction,
      task.level,
      task.accepted ? 'accepted' : 'open',
      task.openedOn,
      task.dueOn,
      task.assignee,
      task.accepted ? 2 : 1,
    ],
  )
  const line = { taskId, at: `${task.openedOn}T08:00:00+08:00`, day: task.openedOn }
  const { direction, level, dueOn, assignee, flags = [] } = task
  await saveEvent(sql, {
    ...line,
    seq: 1,
    by: 'system',
    type: 'TaskOpened',
    household,
    householdNo: no,
    region,
    direction,
    level,
    leads,
    dueOn,
    assignee,
    flags,
  } as TaskEvent)
  if (task.accepted) await saveEvent(sql, { ...line, seq: 2, by: assignee ?? '', type: 'TaskAccepted' })
}
