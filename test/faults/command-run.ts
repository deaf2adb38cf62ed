import { setTimeout as sleep } from 'node:timers/promises'
import type { Case, Task } from '@shouwang/casework'
import { keyFromText, pseudonymiser } from '@shouwang/identity'
import { enterFund, type Sql } from '@shouwang/postgres'
import type { Services } from '../journeys/services.ts'
import { seededRandom, shuffled } from '../journeys/shuffled.ts'
import { assessmentsIn } from '../journeys/what-came-out.ts'
import { drawAsks, funds, type People } from './ask-of-case.ts'
import { type Asked, type CommandClient, openCommandClient } from './command-client.ts'
import { type KilledProcess, startKilledProcess } from './killed-process.ts'
import type { Load } from './parcels.ts'
import { type KillPoint, killPoints } from './statement-proxy.ts'

/** A load that is judged, on services of which none runs. */
export type CommandRun = {
  readonly services: Services
  readonly load: Load
  /** So many families at least; more while a process has not been killed at every point. */
  readonly families: number
  readonly seed: number
  readonly pseudonymKey: string
  readonly say: (line: string) => void
  /** Resolves once nothing is under way; the warehouse does not run. */
  readonly untilIdle: () => Promise<void>
}

/** Everything that people asked, how they were answered, what went in, and what went wrong on the way. */
export type CommandsAsked = {
  readonly asked: readonly Asked[]
  readonly startFen: number
  readonly failures: readonly string[]
  readonly figures: readonly string[]
}

const startFen = { [funds.budget]: 3_000_000, [funds.reserve]: 1_000_000 } as const
const lanes = 3
const rounds = 2
const cardsARound = 5
const lookEveryMs = 50

/**
 * Lets people ask of families that burnt out, several at once of the same case, while both consoles and the casework service are
 * killed between every two effects. Each request is sent again under its own id until it is answered.
 */
export const runCommands = async (run: CommandRun): Promise<CommandsAsked> => {
  const { services, say } = run
  const started = performance.now()
  const seconds = (): number => Math.round((performance.now() - started) / 1_000)
  await fillFunds(services.sql)
  const others = await Promise.all((['ingest', 'scoring'] as const).map((name) => services.start(name)))
  const killed = await Promise.all(
    (['console', 'console', 'alert'] as const).map((name) => startKilledProcess(services, name)),
  )
  const consoles = killed.filter(({ name }) => name === 'console')
  const client = openCommandClient(
    consoles.map(({ address }) => address),
    services.token,
  )
  const over = new AbortController()
  const kills = killed.map((process, nth) => killAtPoints(process, pointsOf(process, nth), over.signal, say))
  const all = { done: false }
  const ended = Promise.all(kills).then((each) => {
    all.done = true
    return each.flat()
  })
  const families = await helpFamilies(run, client, () => all.done)
  over.abort()
  const missed = await ended
  say(`${client.asked.length} requests of ${families} families are answered; waiting until all is judged`)
  await run.untilIdle()
  const codes = await Promise.all(others.map(({ stop }) => stop()))
  const failures = (await Promise.all(killed.map(({ end }) => end()))).flat()
  const unanswered = client.asked.reduce((sum, each) => sum + each.unanswered, 0)
  return {
    asked: client.asked,
    startFen: Object.values(startFen).reduce((sum, fen) => sum + fen, 0),
    failures: [
      ...missed,
      ...failures,
      ...codes.filter((code) => code !== 0).map((code) => `a service ended with ${code}`),
    ],
    figures: [
      `${client.asked.length} requests about ${families} families in ${seconds()} s, ${unanswered} attempts unanswered`,
      `${2 * killPoints.length - missed.length} kills between two effects`,
    ],
  }
}

const fillFunds = async (sql: Sql): Promise<void> => {
  const region = '350200000000'
  const entry = { region, floorFen: 0, day: '2026-10-31', at: '2026-10-31T00:00:00Z', by: 'system', note: '拨入' }
  for (const kind of ['budget', 'reserve'] as const) {
    const fundId = funds[kind]
    await enterFund(sql, { ...entry, fundId, name: fundId, kind, entryId: `${fundId}-in`, fen: startFen[fundId] })
  }
}

/** Two consoles take the points in turn, so that the other one goes on meanwhile; casework is killed at each. */
const pointsOf = ({ name }: KilledProcess, nth: number): readonly KillPoint[] =>
  name === 'console' ? killPoints.filter((_, at) => at % 2 === nth) : killPoints

/** Kills a process at one point after the other; names those that it never came to. */
const killAtPoints = async (
  process: KilledProcess,
  points: readonly KillPoint[],
  over: AbortSignal,
  say: CommandRun['say'],
): Promise<readonly string[]> => {
  const missed: string[] = []
  for (const point of points) {
    if (await process.killAt(point, over)) say(`${process.name} killed ${point}`)
    else missed.push(`${process.name} never came to ${point}`)
  }
  return missed
}

/** Goes from family to family on several lanes, until there were enough and every kill is over. Gives how many. */
const helpFamilies = async (run: CommandRun, client: CommandClient, killsAreOver: () => boolean): Promise<number> => {
  const heads = shuffled(await headsOf(run), seededRandom(run.seed))
  let taken = 0
  const lane = async (): Promise<void> => {
    for (;;) {
      if (taken >= run.families && killsAreOver()) return
      const head = heads[taken]
      taken += 1
      if (head === undefined) return
      await helpFamily(run, client, head, seededRandom(run.seed + taken))
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return taken
}

type Head = {
  readonly idNumber: string
  readonly name: string
  readonly household: string
  readonly householdNo: string
}

/** Who lives in a household that was judged, by the number that stands on the card: one of each. */
const headsOf = async ({ load, services, pseudonymKey }: CommandRun): Promise<readonly Head[]> => {
  const identity = pseudonymiser(keyFromText(pseudonymKey))
  const homes = new Map<string, Pick<Head, 'household' | 'householdNo'>>()
  for (const { household, householdNo, members, region } of Object.values(await assessmentsIn(services.sql)))
    if (region !== null) for (const member of members) homes.set(member, { household, householdNo })
  const heads = new Map<string, Head>()
  for (const { feed, rows } of load.parcels) {
    if (feed.id !== 'resident-register') continue
    for (const { 公民身份号码: idNumber, 姓名: name } of rows) {
      const person = identity.person(String(idNumber))
      const home = person === undefined ? undefined : homes.get(person)
      if (home !== undefined && !heads.has(home.household))
        heads.set(home.household, { idNumber: String(idNumber), name: String(name), ...home })
    }
  }
  return [...heads.values()]
}

/** A family burns out, its worker helps at once, and then several people work on its case at the same time. */
const helpFamily = async (
  { services: { sql } }: CommandRun,
  client: CommandClient,
  { idNumber: 身份证号, name: 姓名, household, householdNo }: Head,
  random: () => number,
): Promise<void> => {
  const key = `fire-${householdNo}`
  await client.record('fire', key, { 身份证号, 姓名, 地址: '某小区', 时间: '2026-10-30', 描述: '房屋烧毁' })
  const task = await untilTask(sql, household)
  const people = await peopleOf(sql, task)
  if (people === undefined) return
  const taskAsk = (type: string, id: string, path: string, body: object) =>
    client.ask(id, type, { by: people.worker, path: `/tasks/${encodeURIComponent(task.taskId)}/${path}`, body }, true)
  const aid = { form: 'cash', programme: 'temporary-relief', amountFen: 100_000, what: '', person: null, fund: null }
  await taskAsk('AcceptTask', `${key}-accept`, `accept?commandId=${key}-accept`, {})
  const outcome = { outcome: 'temp-aid-given', note: '房屋烧毁，先行救助', aid, commandId: `${key}-outcome` }
  await taskAsk('RecordOutcome', `${key}-outcome`, 'outcome', outcome)
  const caseId = await newestCase(sql, household)
  if (caseId === undefined) return
  for (let round = 0; round < rounds; round += 1) {
    const asks = drawAsks(people, caseId, cardsARound, random)
    const opening = { householdNo, matter: 'application', origin: 'application', note: '申请低保' }
    const id = `${key}-${round}-open`
    await Promise.all([
      client.ask(
        id,
        'OpenCase',
        { by: people.town, path: '/cases', body: { ...opening, commandId: id } },
        random() < 0.5,
      ),
      ...asks.map(({ by, command }, nth) => {
        const commandId = `${key}-${round}-${nth}`
        const path = `/cases/${caseId}/commands`
        return client.ask(commandId, command.type, { by, path, body: { ...command, commandId } }, random() < 0.4)
      }),
    ])
  }
}

/** Waits for the task; it comes once the fire is judged, whoever was killed meanwhile. */
const untilTask = async (sql: Sql, household: string): Promise<Task> => {
  for (;;) {
    const rows = await sql.query<{ state: string }>(
      `select state from tasks where household = $1 and direction = 'urgent' and status in ('open', 'accepted')`,
      [household],
    )
    const [row] = rows
    if (row !== undefined) return JSON.parse(row.state) as Task
    await sleep(lookEveryMs)
  }
}

/** Who is in charge of the place; undefined where nobody is. */
const peopleOf = async (sql: Sql, { region, assignee }: Task): Promise<People | undefined> => {
  const holder = async (role: string, digits: number): Promise<string | undefined> =>
    (
      await sql.query<{ staffNo: string }>(
        `select staff_no as "staffNo" from staff where role = $1 and region = $2 order by staff_no limit 1`,
        [role, region?.slice(0, digits).padEnd(12, '0')],
      )
    )[0]?.staffNo
  const [town, district] = [await holder('coordinator', 9), await holder('district', 6)]
  if (assignee === null || town === undefined || district === undefined) return undefined
  return { worker: assignee, town, district }
}

const newestCase = async (sql: Sql, household: string): Promise<Case['caseId'] | undefined> =>
  (
    await sql.query<{ caseId: string }>(
      `select case_id as "caseId" from cases where household = $1 and matter = 'relief' order by case_id desc limit 1`,
      [household],
    )
  )[0]?.caseId
