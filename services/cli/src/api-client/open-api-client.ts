import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Day } from '@shouwang/contracts'
import {
  DataFolderProblem,
  keysPlace,
  loadKeys,
  openReading,
  openStandalone,
  readAtRest,
  runningInstance,
  type Standalone,
} from '@shouwang/standalone'
import type { Config } from '@shouwang/standalone/config'
import { z } from 'zod'
import { exitCodes, Refusal } from '../refusal.ts'
import type { Terminal } from '../terminal.ts'
import type { ApiClient, Needs } from './api-client.ts'
import { declaredApiClient } from './declared-api-client.ts'
import { inProcessApiClient } from './in-process-api-client.ts'
import { remoteApiClient } from './remote-api-client.ts'

/** Which installation is meant, and what is needed of it. */
export type Where = { readonly data: string; readonly asOf: Day | undefined; readonly needs: Needs }

const Elsewhere = z.object({
  SHOUWANG_URL: z.url({ protocol: /^https?$/ }).optional(),
  SHOUWANG_TOKEN: z.string().min(1).optional(),
})

const othersTakeMs = 15_000
const lookEveryMs = 250

/**
 * The API of the instance that the environment names, or that runs on the data folder; else the folder is opened here.
 * @throws Refusal when there is nothing to open, or something else has it.
 */
export const openApiClient = async (terminal: Terminal, where: Where): Promise<ApiClient> => {
  const elsewhere = Elsewhere.safeParse(terminal.env)
  if (!elsewhere.success)
    throw new Refusal('SHOUWANG_URL 应是控制台的地址，如 http://127.0.0.1:8230。', exitCodes.usage)
  const { SHOUWANG_URL: url, SHOUWANG_TOKEN: token } = elsewhere.data
  if (url !== undefined) {
    if (token === undefined)
      throw new Refusal('设置了 SHOUWANG_URL，还需要 SHOUWANG_TOKEN（该实例的操作员令牌）。', exitCodes.usage)
    return remoteApiClient(url, token)
  }
  const data = resolve(where.data)
  const running = await runningInstance(data)
  const kept = await isFolder(join(data, 'state'))
  const keptApi = async (): Promise<ApiClient> => {
    const address = await addressOn(terminal, data)
    if (address !== undefined) return remoteApiClient(address, token ?? (await operatorToken(data, terminal)))
    return openHere(terminal, data, where)
  }
  if (where.needs === 'declarations' && (running?.address ?? null) === null) {
    const atRest = kept ? await readAtRest(data) : undefined
    return declaredApiClient({
      adopted: kept && atRest?.adopted !== false,
      today: async () => where.asOf ?? (await dayHeldStill(terminal, data)) ?? (await terminal.today()),
      rootRegion: kept ? atRest?.rootRegion : null,
      kept: kept ? keptApi : undefined,
      ownFeeds: terminal.env.SHOUWANG_FEEDS ?? join(data, 'feeds'),
    })
  }
  if (where.needs !== 'new' && where.needs !== 'declarations' && running === undefined && !kept)
    throw new Refusal(
      `数据文件夹 ${where.data} 里还没有守望的数据。请先 pnpm start 或 pnpm shouwang import 文件，或用 --data 指明文件夹。`,
      exitCodes.unavailable,
    )
  return keptApi()
}

/** Where the instance on a folder listens; waits a while for one that is starting, or for a command that has the folder. */
const addressOn = async (terminal: Terminal, data: string): Promise<string | undefined> => {
  for (let waitedMs = 0; ; waitedMs += lookEveryMs) {
    const running = await runningInstance(data)
    if (running === undefined) return undefined
    if (running.address !== null) return running.address
    if (waitedMs === 0) terminal.err(`数据文件夹正由进程 ${running.pid} 使用，稍候……\n`)
    if (waitedMs >= othersTakeMs)
      throw new Refusal(
        `数据文件夹 ${data} 正由另一个守望命令使用（进程 ${running.pid}）。请等它结束后再试。`,
        exitCodes.unavailable,
      )
    await sleep(lookEveryMs)
  }
}

const openHere = async (terminal: Terminal, data: string, where: Where): Promise<ApiClient> => {
  const settings = await settingsOf(terminal, data, where)
  const asks = where.needs !== 'services' && where.needs !== 'new'
  try {
    const reading = asks ? await openReading(settings, { warehouse: where.needs === 'reports' }) : undefined
    if (reading !== undefined) return inProcessApiClient(reading)
    const installation = await openStandalone(settings)
    if (asks) await untilUpToDate(terminal, installation, settings)
    return inProcessApiClient(installation)
  } catch (error) {
    if (error instanceof DataFolderProblem) throw new Refusal(error.message, exitCodes.unavailable, error)
    throw error
  }
}

/** Answers from a folder whose last process was killed would be those of before: what it left is judged first. */
const untilUpToDate = async (terminal: Terminal, installation: Standalone, settings: Config): Promise<void> => {
  // A log that others write to as well may never be at rest.
  if (settings.SHOUWANG_KAFKA_BROKERS !== undefined || (await installation.isIdle())) return
  terminal.err('上次停下时还有没研判完的数据，先接着研判……\n')
  await installation.untilIdle()
}

/** The business day that the environment holds still; undefined where it holds none. */
const dayHeldStill = async (terminal: Terminal, data: string): Promise<Day | undefined> =>
  terminal.env.SHOUWANG_AS_OF ? (await settingsOf(terminal, data, { asOf: undefined })).SHOUWANG_AS_OF : undefined

/**
 * The settings with which a data folder is opened here. What they may be is loaded by who asks: all that the program can be
 * set to hangs on it.
 * @throws Refusal where the environment is wrong
 */
export const settingsOf = async ({ env }: Terminal, data: string, { asOf }: Pick<Where, 'asOf'>): Promise<Config> => {
  const { Config } = await import('@shouwang/standalone/config')
  const settings = Config.safeParse({
    ...env,
    SHOUWANG_DATA: data,
    ...(asOf === undefined ? {} : { SHOUWANG_AS_OF: asOf }),
  })
  if (settings.success) return settings.data
  const names = settings.error.issues.map(({ path, message }) => `${path.join('.')}：${message}`)
  throw new Refusal(`环境变量有误：${names.join('；')}`, exitCodes.usage)
}

const operatorToken = async (data: string, { env }: Terminal): Promise<string> => {
  const place = keysPlace(data, env.SHOUWANG_KEYS)
  try {
    return (await loadKeys(place)).operatorToken
  } catch (error) {
    throw new Refusal(
      `读不到 ${place.folder} 里的操作员令牌。请用启动守望的账户执行，或设置 SHOUWANG_TOKEN。`,
      exitCodes.refused,
      error,
    )
  }
}

const isFolder = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined))?.isDirectory() === true
