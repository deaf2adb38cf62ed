import { type Case, caseFrom, evolveCase, givenFen, grantedFen, leadKey, recoveredFen } from '@shouwang/casework'
import { CaseEvent, TaskEvent, topics } from '@shouwang/contracts'
import { knownFacts } from '@shouwang/household'
import type { KafkaLog } from '@shouwang/kafka'
import { caseRepository, readFactBooks, type Sql } from '@shouwang/postgres'
import { assessmentsIn } from '../journeys/what-came-out.ts'
import type { Asked } from './command-client.ts'
import { mapDifferences } from './differences.ts'
import { readTopics } from './topics-read.ts'

type Ended = { readonly sql: Sql; readonly log: KafkaLog; readonly asked: readonly Asked[]; readonly startFen: number }

/** What of promises 1, 3 and 5 of docs/casework.md does not hold once all commands are answered and all is judged. */
export const commandDifferences = async (ended: Ended): Promise<readonly string[]> => {
  const { sql } = ended
  const cases = (await sql.query<{ state: string }>('select state from cases order by case_id')).map(({ state }) =>
    caseFrom(JSON.parse(state)),
  )
  const caseEvents = (await eventsIn(sql, 'case_events', 'case_id')).map((event) => CaseEvent.parse(event))
  const taskEvents = (await eventsIn(sql, 'task_events', 'task_id')).map((event) => TaskEvent.parse(event))
  return [
    ...answeredOtherwise(ended.asked, [...caseEvents, ...taskEvents]),
    ...historyDifferences(cases, caseEvents),
    ...cases.flatMap(withoutOwner),
    ...(await moneyDifferences(ended, cases)),
    ...(await silentHouseholds(sql)),
    ...(await factDifferences(sql, cases)),
    ...(await logDifferences(ended, caseEvents)),
  ]
}

const eventsIn = async (sql: Sql, table: 'case_events' | 'task_events', key: string): Promise<readonly unknown[]> =>
  (await sql.query<{ event: string }>(`select event from ${table} order by ${key}, seq`)).map(({ event }) =>
    JSON.parse(event),
  )

/** The line that each request comes to; a decision may wait for its second person. */
const lineOf: Readonly<Record<string, readonly string[]>> = {
  AcceptTask: ['TaskAccepted'],
  RecordOutcome: ['OutcomeRecorded'],
  OpenCase: ['CaseOpened', 'CaseFed'],
  GiveAid: ['AidGiven'],
  Decide: ['DecisionMade', 'DecisionProposed'],
  ApproveDecision: ['DecisionMade'],
  ReverseAid: ['AidReversed'],
  RecordRecovery: ['FundsRecovered'],
  CompleteStep: ['StepCompleted'],
  TakeCheck: ['CheckTaken'],
  HandOverCase: ['CaseAssigned'],
  NoteCase: ['CaseNoted'],
  CloseCase: ['CaseClosed'],
  ReopenCase: ['CaseReopened'],
}

/** A request that anybody was told is done has one line; one that was only refused has none. */
const answeredOtherwise = (asked: readonly Asked[], events: readonly (CaseEvent | TaskEvent)[]): readonly string[] => {
  const byCommand = Map.groupBy(events, ({ command }) => command)
  return asked.flatMap(({ id, type, statuses }) => {
    const lines = (byCommand.get(id) ?? []).filter((event) => lineOf[type]?.includes(event.type))
    const due = statuses.some((status) => status < 300) ? 1 : 0
    return lines.length === due ? [] : [`${type} ${id} was answered ${statuses.join()} and has ${lines.length} lines`]
  })
}

const historyDifferences = (cases: readonly Case[], events: readonly CaseEvent[]): readonly string[] => {
  const told = new Map<string, Case>()
  for (const event of events) told.set(event.caseId, evolveCase(told.get(event.caseId), event))
  const folded = [...told].map(([caseId, known]): [string, unknown] => [caseId, JSON.parse(JSON.stringify(known))])
  const kept = cases.map((known): [string, unknown] => [known.caseId, JSON.parse(JSON.stringify(known))])
  return mapDifferences('case', new Map(folded), new Map(kept))
}

const withoutOwner = ({ caseId, status, owner, dueOn }: Case): readonly string[] =>
  (status === 'open' || status === 'paused') && (owner === null || dueOn === '')
    ? [`${caseId} has no owner or day`]
    : []

type Aid = {
  readonly aidId: string
  readonly household: string
  readonly fund: string | null
  readonly fen: number
  readonly reversed: boolean
}

const moneyDifferences = async ({ sql, startFen }: Ended, cases: readonly Case[]): Promise<readonly string[]> => {
  const ledger = await sql.query<Aid>(
    `select aid_id as "aidId", household, fund_id as fund, amount_fen::int8 as fen, reversed_on is not null as reversed
     from aid order by aid_id`,
  )
  const inCases = cases.flatMap(({ household, aid }) =>
    aid.map(({ aidId, fund, amountFen: fen, reversedOn }) => ({
      ...{ aidId, household, fund, fen, reversed: reversedOn !== null },
    })),
  )
  const funds = await sql.query<{ fundId: string; balance: number; entered: number }>(
    `select fund_id as "fundId", balance_fen::int8 as balance, coalesce(sum(fen), 0)::int8 as entered
     from funds left join fund_entries using (fund_id) group by fund_id, balance_fen`,
  )
  const paidFen = sumOf(ledger.filter(({ fund, reversed }) => fund !== null && !reversed))
  const backFen = cases.flatMap(({ recovered }) => recovered).reduce((sum, each) => sum + each.amountFen, 0)
  const leftFen = funds.reduce((sum, { balance }) => sum + balance, 0)
  const years = await sql.query<{ household: string; fen: number }>(
    `select household, sum(given.value::text::int8)::int8 as fen from household_files,
       jsonb_each(state::jsonb -> 'givenFen') as given group by household`,
  )
  const given = Map.groupBy(
    ledger.filter(({ reversed }) => !reversed),
    ({ household }) => household,
  )
  return [
    ...mapDifferences('aid', byAid(inCases), byAid(ledger)),
    ...funds.flatMap(({ fundId, balance, entered }) =>
      balance === entered && balance >= 0 ? [] : [`${fundId} holds ${balance}, its entries come to ${entered}`],
    ),
    ...(leftFen === startFen - paidFen + backFen
      ? []
      : [`funds hold ${leftFen}; ${startFen} − ${paidFen} + ${backFen}`]),
    ...cases.flatMap((known) =>
      givenFen(known) <= Math.max(grantedFen(known), HELP_FIRST_FEN) && recoveredFen(known) <= givenFen(known)
        ? []
        : [`${known.caseId} gave ${givenFen(known)} of ${grantedFen(known)}, ${recoveredFen(known)} came back`],
    ),
    ...years.flatMap(({ household, fen }) =>
      fen === sumOf(given.get(household) ?? []) ? [] : [`the year of ${household} says ${fen}`],
    ),
  ]
}

/** What one person may give before a decision: `case/help-first-limit` of the county's policy. */
const HELP_FIRST_FEN = 500_000

const byAid = (all: readonly Aid[]): ReadonlyMap<string, unknown> => new Map(all.map((each) => [each.aidId, each]))
const sumOf = (all: readonly { readonly fen: number }[]): number => all.reduce((sum, { fen }) => sum + fen, 0)

/** Households whose level is red or orange and that nobody has in hand: neither task nor case, nor a day until when they may rest. */
const silentHouseholds = async (sql: Sql): Promise<readonly string[]> => {
  const alarmed = Object.values(await assessmentsIn(sql)).filter(({ level }) => level === 'red' || level === 'orange')
  const households = alarmed.map(({ household }) => household)
  const { files } = await sql.transaction((tx) => caseRepository.load(tx, { households, regions: [] }))
  return alarmed.flatMap(({ household, level }) => {
    const file = files.get(household)
    if (file === undefined) return [`${household} is ${level} and has no file`]
    const silent = Object.values(file.firing).filter((verdict) => {
      const key = leadKey(verdict)
      const task = Object.values(file.tasks).find(({ leads }) => leads.some((each) => leadKey(each) === key))
      const inHand = file.cases.some(({ leads, owner }) => leads.includes(key) && owner !== null)
      const rests = file.suppressed[key] !== undefined && file.suppressed[key].until !== null
      return (verdict.level === 'red' || verdict.level === 'orange') && task?.assignee == null && !inHand && !rests
    })
    return silent.map((verdict) => `${household} is ${level} and nobody has ${leadKey(verdict)} in hand`)
  })
}

/** What was given and decided has come back to the persons whom it reached, each once. */
const factDifferences = async (sql: Sql, cases: readonly Case[]): Promise<readonly string[]> => {
  const persons = await sql.query<{ person: string }>('select person from persons')
  const books = await readFactBooks(
    sql,
    persons.map(({ person }) => person),
  )
  const known = new Map<string, number>()
  for (const book of books.values())
    for (const { data } of knownFacts(book).AidGiven ?? [])
      known.set(data.aidId, (known.get(data.aidId) ?? 0) + data.amountFen)
  const due = cases.flatMap(({ aid, recovered }) =>
    aid
      .filter(({ reversedOn }) => reversedOn === null)
      .map(({ aidId, amountFen }): [string, number] => {
        const back = recovered.filter((each) => each.aidId === aidId).reduce((sum, each) => sum + each.amountFen, 0)
        return [aidId, amountFen - back]
      }),
  )
  return mapDifferences('fact of aid', new Map(due), known)
}

/** Every line of a case is in the log as it was saved, and no other is. A repeat says the same. */
const logDifferences = async ({ log }: Ended, events: readonly CaseEvent[]): Promise<readonly string[]> => {
  const written = new Map<string, unknown>()
  const unlike: string[] = []
  await readTopics(log, [topics.caseEvents], (_, value) => {
    const event = CaseEvent.parse(JSON.parse(value))
    const name = `${event.caseId}/${event.seq}`
    unlike.push(...mapDifferences('repeat of', new Map([[name, written.get(name) ?? event]]), new Map([[name, event]])))
    written.set(name, event)
  })
  const saved = new Map(events.map((event) => [`${event.caseId}/${event.seq}`, event]))
  return [...unlike, ...mapDifferences('line in the log', saved, written)]
}
