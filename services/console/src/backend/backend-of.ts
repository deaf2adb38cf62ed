import { randomBytes } from 'node:crypto'
import { countedOutcomes, rulesFrom } from '@shouwang/casework'
import { rowsBehind, shadowReport, weeklyReport } from '@shouwang/clickhouse'
import { addDays, type Day, type RegionCode } from '@shouwang/contracts'
import { loadEvaluation } from '@shouwang/evaluation/catalogue'
import { leadNumber } from '@shouwang/identity'
import { checkFile, readRecords, receiveFile, receiveRecords } from '@shouwang/intake'
import { loadPatrolRules } from '@shouwang/patrols/catalogue'
import { policyOn, standardsGrowth } from '@shouwang/policy'
import { readLedger, readRegionNames, readRootRegion } from '@shouwang/postgres'
import { type FileLog, leadsPerhaps, lookThrough } from '@shouwang/retention'
import { loadForms } from '@shouwang/visit-forms/catalogue'
import { ALL_REGIONS } from '../sign-in/access.ts'
import type { Backend } from './backend.ts'
import type { BackendDependencies } from './backend-dependencies.ts'
import { backlogOf } from './backlog.ts'
import { catalogueCards } from './catalogue-cards.ts'
import { feedDrafts } from './feed-drafts.ts'
import { householdChecks, householdHardship, householdMeansOf, householdOfficialKin } from './household-checks.ts'
import { majorOfDay } from './major-of-day.ts'
import { paymentReconciliation } from './payment-reconciliation.ts'
import { precedentRules } from './precedent-rules.ts'
import { quarantineBackend } from './quarantine.ts'
import { simulations } from './simulations.ts'
import { vaultBackend } from './vault.ts'

/** Everything that the console asks of the rest of the program. */
export const backendOf = (running: BackendDependencies): Backend => {
  const { engines, clock, commands, intake, feeds, identity, policies } = running
  const cards = catalogueCards(feeds, policies)
  const visitForms = loadForms()
  const patrolRules = loadPatrolRules()
  return {
    sql: engines.sql,
    today: clock.today,
    nowMs: clock.nowMs,
    cipher: running.cipher,
    randomBytes: (length) => randomBytes(length),
    tasks: commands,
    leadNo: (source, key) => leadNumber(identity, source, key),
    vault: vaultBackend(engines.sql, running.cipher, identity),
    intake: {
      receiveFile: async (bytes, about) => {
        const taken = await receiveFile(intake, bytes, { ...about, asOf: about.asOf ?? clock.today() })
        return taken.kind === 'delivery'
          ? { ok: true, delivery: taken.delivery }
          : { ok: false, reason: taken.why, detail: taken.detail }
      },
      readRecords: (id, bytes, form) =>
        readRecords(
          bytes,
          form,
          feeds.find((known) => known.id === id),
        ),
      receiveRecords: async (id, records, by) => {
        const feed = feeds.find((known) => known.id === id)
        return feed === undefined || feed.delivers === 'reference'
          ? { ok: false, reason: 'unknown-feed', detail: `没有可逐条接收的接口“${id}”。` }
          : receiveRecords(intake, feed, records, clock.today(), by)
      },
      check: (bytes, about) => checkFile({ feeds, identity }, bytes, { ...about, asOf: about.asOf ?? clock.today() }),
      settled: running.isIdle,
      backlog: backlogOf(running),
    },
    feedDrafts: feedDrafts(running),
    quarantine: quarantineBackend(running),
    get feeds() {
      return cards.feeds
    },
    indicators: cards.indicators,
    programmes: cards.programmes,
    policyOn: cards.policyOn,
    queueRulesOn: (region, day) => rulesFrom(policyOn(policies, region, day)).queue,
    evaluation: loadEvaluation(),
    standardsGrowth: (from, to) => standardsGrowth(policies, from, to),
    visitForms,
    patrolRules,
    checkHousehold: householdChecks(engines.sql, policies),
    householdMeans: householdMeansOf(engines.sql, policies),
    householdHardship: householdHardship(engines.sql, policies),
    officialKin: householdOfficialKin(engines.sql, policies),
    retention: {
      terms: running.terms,
      look: () => lookThrough({ ...running, ...engines, today: clock.today, log: fileLogOf(engines.log) }),
      leadsPerhaps: (person) => leadsPerhaps({ ...running, ...engines }, person),
    },
    simulate: simulations(engines.sql, policies),
    ruleOfPrecedents: precedentRules(policies),
    rowsBehind: async (facts) => (engines.warehouse === undefined ? [] : rowsBehind(engines.warehouse, facts)),
    reports: {
      weekly: ({ region, until }) => reportOf(running, cards, { region, from: addDays(until, -6), to: until }),
      month: (about) => reportOf(running, cards, about),
      shadow: (about) => shadowOf(running, about),
      major: majorOfDay(policies),
      payments: paymentReconciliation(engines.sql, engines.warehouse),
      ledger: (about) => readLedger(engines.sql, about),
    },
  }
}

/** Servers forget by themselves, and who only answers questions has no log open. */
const fileLogOf = (log: Partial<FileLog>): FileLog | undefined =>
  log.rewrite === undefined ? undefined : (log as FileLog)

/** What visits found where indicators fired in shadow. */
const shadowOf = async (
  running: BackendDependencies,
  { region, from, to }: { readonly region: RegionCode; readonly from: Day; readonly to: Day },
) => {
  const { client, whole } = await warehouseFor(running, region)
  return shadowReport(client, { region: whole ? null : region, from, until: to, outcomes: countedOutcomes })
}

/** The warehouse, and whether a region is all of the installation. @throws Error where there is no warehouse */
const warehouseFor = async ({ engines }: BackendDependencies, region: RegionCode) => {
  if (engines.warehouse === undefined) throw new Error('there is no ClickHouse here: set SHOUWANG_CLICKHOUSE_URL')
  const whole = region === ALL_REGIONS || region === (await readRootRegion(engines.sql))
  return { client: engines.warehouse, whole }
}

/** What happened to tasks and cases in a span of days, with the names of regions and indicators. */
const reportOf = async (
  running: BackendDependencies,
  cards: ReturnType<typeof catalogueCards>,
  { region, from, to }: { readonly region: RegionCode; readonly from: Day; readonly to: Day },
) => {
  const { client, whole } = await warehouseFor(running, region)
  const about = { region: whole ? null : region, from, until: to, outcomes: countedOutcomes }
  const span = await weeklyReport(client, about)
  const names = await readRegionNames(
    running.engines.sql,
    span.districts.map((district) => district.region),
  )
  return {
    from: span.from,
    to: span.to,
    regions: span.districts.map((district) => ({
      ...district,
      name: names.get(district.region) ?? (district.region === '' ? '未知区划' : district.region),
    })),
    indicators: span.indicators.map((row) => ({
      ...row,
      name: cards.indicators.find(({ id }) => id === row.indicator)?.name ?? row.indicator,
    })),
  }
}
