import { createHash } from 'node:crypto'
import { emptyFile, taskOf } from '@shouwang/casework'
import { type Day, PersonId, type TaskEvent } from '@shouwang/contracts'
import { catalogue, catalogueName } from '@shouwang/indicators'
import { encodeFactBook, readHistories, type Sql } from '@shouwang/postgres'
import { seedRegions, seedStaff, seedTaskEvents } from '@shouwang/postgres/testing'
import { FAMILIES, type Family } from './families.ts'
import { REFERENCE } from './reference-data.ts'
export const TODAY = '2026-10-31'
export const AT = '2026-10-31T09:00:00+08:00'

/** The pseudonym that the fake vault gives an ID number. */
export const pseudonymOf = (idNumber: string): PersonId =>
  PersonId.parse(`p_${createHash('sha256').update(idNumber).digest('hex').slice(0, 24)}`)

/** The id of the task of a test household. */
export const taskIdOf = (householdNo: string): string => `t-${householdNo}`

/** Adds a line to a task's history. */
export const saveEvent = (sql: Sql, event: TaskEvent) => seedTaskEvents(sql, event)

/** Fills an empty store with the test families. */
export const seed = async (sql: Sql): Promise<void> => {
  await seedRegions(sql, ...REFERENCE.regions)
  await seedStaff(sql, ...REFERENCE.staff)
  for (const family of FAMILIES) await seedFamily(sql, family)
  await sql.query(`insert into deliveries (delivery, feed, file_name, business_day, region, status, received, accepted, quarantined, quarantined_by, applied, started_at, finished_at) values
    ('d-1', 'disability-cert', '残联_残疾人证.csv', '2026-10-30', '350200000000', 'complete', 19, 13, 6, '{"unknown-code": 4, "bad-date": 2}', 13, '2026-10-30T01:00:00Z', '2026-10-30T01:00:03Z'),
    ('d-2', 'med-settlement', '医保_结算明细.ndjson', '2026-10-28', '350200000000', 'complete', 367, 367, 0, '{}', 364, '2026-10-28T01:00:00Z', '2026-10-28T01:00:02Z')`)
  await sql.query(`insert into quarantine (quarantine_id, feed, delivery, row_no, business_day, stage, reason, field, sealed) values
    ('q-1', 'disability-cert', 'd-1', 4, '2026-10-30', 'ingest', 'unknown-code', '残疾等级', 'sealed'),
    ('q-2', 'disability-cert', 'd-1', 9, '2026-10-30', 'ingest', 'bad-date', '发证日期', 'sealed')`)
}

const seedFamily = async (sql: Sql, family: Family): Promise<void> => {
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
    catalogue: catalogueName(catalogue),
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
    `insert into households (household, household_no, region, day, version, level, fingerprint, level_history, assessment)
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
        care: 'inpatient' as const,
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
      encodeFactBook({
        ResidentRegistered: new Map([[family.no, registered]]),
        ...(member.died === undefined ? {} : { DeathReported: new Map([[member.died, deathOn(member.died)]]) }),
        ...(index === 0 ? { MedicalSettled: new Map([['s-1', settled]]) } : {}),
      }),
    ])
  }
  await seedTask(sql, family, household, verdicts)
  const history = (await readHistories(sql, [taskIdOf(family.no)])).get(taskIdOf(family.no)) ?? []
  await sql.query('update tasks set state = $2 where task_id = $1', [
    taskIdOf(family.no),
    JSON.stringify(taskOf(history)),
  ])
  const { tasks: _, cases: __, ...file } = emptyFile(household)
  const known = { ...file, householdNo: family.no, region: family.region, head: people[0] ?? null, version: 3 }
  await sql.query('insert into household_files (household, wake_on, state) values ($1, null, $2)', [
    household,
    JSON.stringify(known),
  ])
}

const deathOn = (day: Day) => ({
  revision: 1,
  retracted: false,
  feed: 'cremation',
  provider: '市殡仪服务中心',
  day: '2026-10-22',
  data: { source: 'funeral' as const, day },
})

const seedTask = async (sql: Sql, { no, region, task }: Family, household: string, leads: object[]) => {
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
