import { buildWeb } from '@shouwang/console'
import { type Listening, listen, serveOperations, tlsOf } from '@shouwang/service-process'
import { schedule } from 'node-cron'
import { type Config, readConfig, SettingsProblem, startHelp } from './config.ts'
import { DataFolderProblem } from './instance-lock.ts'
import { openStandalone, type Standalone } from './open-standalone.ts'
import { seedCounty } from './seed.ts'
import { standaloneTelemetry } from './telemetry.ts'

const say = (line: string): void => void process.stderr.write(`${line}\n`)

/** `pnpm start`: everything in one process, until Ctrl-C. */
const start = async (config: Config): Promise<void> => {
  say('守望 · 正在启动……')
  const building = buildWeb().catch((error: Error) => say(`页面没有构建成功，接口照常可用：${error.message}`))
  const standalone = await openStandalone(config)
  const server = await listen(standalone.app, config.SHOUWANG_HOST, config.SHOUWANG_PORT, { tls: tlsOf(config) }).catch(
    async (error) => {
      await standalone.close()
      throw error
    },
  )
  const operations = await operationsOf(standalone, config)
  await standalone.lock.announce(server.address)
  const closeServers = async (): Promise<void> => void (await Promise.all([server.close(), operations?.close()]))
  const stop = untilStopped(standalone, closeServers)
  if (config.SHOUWANG_SEED)
    await seedCounty(standalone, config.SHOUWANG_DATA, say).catch((error: unknown) => {
      if (!stop.begun()) throw error
    })
  if (stop.begun()) return stop.ended
  await building
  say(`\n控制台：${server.address}\n试试看：pnpm shouwang tasks${dataOption(config.SHOUWANG_DATA)}\n停止：按 Ctrl-C\n`)
  keepReviewing(standalone, config.SHOUWANG_REVIEW_CRON)
  void standalone.keepDataAlways()
  void standalone.pull((name) => process.env[name])
  await stop.ended
}

/** The next command finds the same folder: another than the usual one is named. */
const dataOption = (folder: string): string => (folder === '.shouwang' ? '' : ` --data ${folder}`)
/** What operators ask is served on a port of its own where the console is for others than this machine. */
const operationsOf = async (standalone: Standalone, config: Config): Promise<Listening | undefined> => {
  if (config.SHOUWANG_SIGN_IN === 'demo') return undefined
  const { METRICS_HOST: host, METRICS_PORT: port } = config
  const operations = await serveOperations(standalone, { host, port, tls: tlsOf(config) }).catch(async (error) => {
    await standalone.close()
    throw error
  })
  say(`监控：${operations.address}/metrics`)
  return operations
}

/** Judges what is due now, and every day at the hour that the settings give. */
const keepReviewing = (standalone: Standalone, cron: string): void => {
  const { reviewStopped } = standaloneTelemetry(standalone)
  const review = (): Promise<unknown> => standalone.review().catch(reviewStopped)
  void review()
  schedule(cron, review, { timezone: 'Asia/Shanghai', noOverlap: true })
}

type Stop = { readonly begun: () => boolean; readonly ended: Promise<void> }

/** Ends when a signal asked for it and everything is closed; a second signal ends at once. */
const untilStopped = (standalone: Standalone, closeServer: () => Promise<void>): Stop => {
  let stopping = false
  const ended = new Promise<void>((resolve) => {
    const stop = async (): Promise<void> => {
      if (stopping) process.exit(130)
      stopping = true
      say('\n正在停止，手头的一批做完就结束……')
      setTimeout(giveUp, patienceMs).unref()
      try {
        await closeServer()
        await standalone.close()
      } catch (error) {
        say(
          `没能好好停止：${error instanceof Error ? error.message : String(error)}。已收下的数据都在，下次启动接着研判。`,
        )
        process.exit(1)
      }
      say('已停止。下次启动接着原来的数据继续。')
      resolve()
    }
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop())
  })
  return { begun: () => stopping, ended }
}

/** An engine that hangs, on a disk without room or on a broken one, must not keep the process from ending. */
const patienceMs = 25_000

const giveUp = (): void => {
  say('停止用时过长，直接结束。已收下的数据都在，下次启动接着研判。')
  process.exit(1)
}

/** One clear line for what the person at the terminal can mend; everything else is a bug and shows its stack. */
const explain = (error: unknown, config: Config | undefined): string => {
  if (error instanceof SettingsProblem || error instanceof DataFolderProblem) return error.message
  const code = (error as NodeJS.ErrnoException).code
  const port = (error as { readonly port?: number }).port ?? config?.SHOUWANG_PORT
  if (code === 'EADDRINUSE' && port !== config?.SHOUWANG_PORT)
    return `监控端口 ${port} 已被占用。请换一个：METRICS_PORT=端口`
  if (code === 'EADDRINUSE') return `端口 ${port} 已被占用。请换一个：pnpm start --port 端口`
  if (code === 'EACCES')
    return `没有权限使用端口 ${config?.SHOUWANG_PORT}。请换一个大于 1024 的：pnpm start --port 端口`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** As the command line ends: 2 for wrong usage, 3 where the folder or the port cannot be had, 1 for a bug. */
const exitCodeOf = (error: unknown): number => {
  if (error instanceof SettingsProblem) return 2
  const { code } = error as NodeJS.ErrnoException
  return error instanceof DataFolderProblem || code === 'EADDRINUSE' || code === 'EACCES' ? 3 : 1
}

let config: Config | 'help' | undefined
try {
  config = readConfig(process.env, process.argv.slice(2))
  if (config === 'help') process.stdout.write(`${startHelp}\n`)
  else await start(config)
  process.exit(0)
} catch (error) {
  say(explain(error, config === 'help' ? undefined : config))
  process.exit(exitCodeOf(error))
}
