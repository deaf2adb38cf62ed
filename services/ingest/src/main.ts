import { eventFeeds, openFeeds, whileFeeds } from '@shouwang/feeds'
import { type RowKeys, rowKeysFromText } from '@shouwang/identity/sealed-row'
import { intakeDependencies, intakeTelemetry } from '@shouwang/intake'
import { loadTerms, retentionTelemetry, type Terms, TermsProblem } from '@shouwang/retention'
import {
  keepFresh,
  openEngines,
  openKeys,
  type ProcessDependencies,
  runService,
  SettingsProblem,
} from '@shouwang/service-process'
import { lagReading, stageTelemetry } from '@shouwang/telemetry'
import { type KeepDropFolder, keepDropFolder } from './clear-drop-folder.ts'
import { Config } from './config.ts'
import { type DropFolder, watchDropFolder } from './drop-folder.ts'
import { keepResealing } from './keep-resealing.ts'
import { schedulePulls } from './pulls/schedule-pulls.ts'
import { aheadOf, ingestReads, startIngest } from './start-ingest.ts'
import { ingestReadings, ingestTelemetry } from './telemetry.ts'

/** As many events as scoring gathers at once on engines. */
const scoringGathers = 40_000

/** Ingests in a process of its own, on the engines that the settings name. */
const runIngest = async (process: ProcessDependencies<Config>): Promise<void> => {
  const terms = termsOf(process.settings)
  const rowKeys = await rowKeysOf(process.settings)
  const engines = await openEngines(process)
  if (engines === undefined) return
  const { log, sql } = engines
  const { signal, instance, clock, settings, metrics } = process
  const opened = openFeeds(settings.SHOUWANG_FEEDS)
  const { feeds } = opened
  ingestReadings(metrics, { sql, feeds, today: clock.today })
  lagReading(metrics, [ingestReads(feeds)], log.lag)
  const { cipher, identity } = await openKeys(sql, {
    pseudonymKey: settings.SHOUWANG_PSEUDONYM_KEY,
    vaultKeys: settings.SHOUWANG_VAULT_KEY,
    crypto: settings.SHOUWANG_CRYPTO,
  })
  const events = ingestTelemetry(process)
  const region = settings.SHOUWANG_REGION
  const intake = intakeDependencies({
    reference: 'propose',
    sql,
    to: log,
    cipher,
    feeds,
    region,
    now: clock.now,
    events: intakeTelemetry(process),
  })
  const folder = settings.SHOUWANG_DROP_FOLDER
  const ahead = aheadOf(log.lag, scoringGathers)
  await Promise.all([
    whileFeeds(opened, signal, (now, until) =>
      startIngest({
        ...{ log, sql, feeds: now, signal: until, instance, clock, region },
        ...{ cipher, identity, rowKeys, events, ahead },
      }),
    ),
    keepFresh(opened, signal, (err) => process.log.warn({ err }, 'the feeds of the installation could not be read')),
    ...(folder === undefined ? [] : dropFolderOf(process, { folder, intake, terms, sql })),
    keepResealing({ sql, cipher, lag: () => log.lag('ingest', ingestReads(feeds).topics), signal, events }),
    whileFeeds(opened, signal, (now, until) =>
      schedulePulls({ intake, today: clock.today, secret: process.secret, events, signal: until }, eventFeeds(now)),
    ),
  ])
  await engines.close()
}

type Dropped = Pick<DropFolder, 'folder' | 'intake'> & Pick<KeepDropFolder, 'terms' | 'sql'>

/** Takes the files of the folder, and deletes them once their term is over. */
const dropFolderOf = (
  process: ProcessDependencies<Config>,
  { folder, intake, terms, sql }: Dropped,
): readonly Promise<void>[] => {
  const { signal, clock } = process
  const base = { folder, signal, today: clock.today }
  return [
    watchDropFolder({ ...base, intake, months: terms.files.months, events: stageTelemetry('drop-folder', process) }),
    keepDropFolder({ ...base, sql, terms, events: retentionTelemetry(process) }),
  ]
}

/** @throws SettingsProblem where a key is none */
const rowKeysOf = async ({ SHOUWANG_SEALING_KEY: text }: Config): Promise<RowKeys> => {
  try {
    return await rowKeysFromText(text)
  } catch (error) {
    throw new SettingsProblem(`SHOUWANG_SEALING_KEY: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** @throws SettingsProblem where the city's own terms can't be used */
const termsOf = ({ SHOUWANG_RETENTION: file }: Config): Terms => {
  try {
    return loadTerms(file)
  } catch (error) {
    if (error instanceof TermsProblem) throw new SettingsProblem(error.message)
    throw error
  }
}

await runService({ name: 'ingest', settings: Config, run: runIngest })
