import { parseArgs } from 'node:util'
import { Day, RegionCode } from '@shouwang/contracts'
import { noticeSettings } from '@shouwang/notify'
import { CryptoName, connectionSettings, isLoopback, signInSettings, syslogSettings } from '@shouwang/service-process'
import { z } from 'zod'

/** What the standalone program needs to know; every value has a default. */
export const Config = z
  .object({
    /** Where everything is kept. */
    SHOUWANG_DATA: z.string().min(1).default('.shouwang'),
    /** Where the keys lie: apart from the data wherever more than one machine or person may read it. */
    SHOUWANG_KEYS: z.string().min(1).optional(),
    SHOUWANG_CRYPTO: CryptoName.default('international'),
    SHOUWANG_HOST: z.string().default('127.0.0.1'),
    SHOUWANG_PORT: z.coerce.number().int().min(0).max(65535).default(8230),
    /** The region that a delivery covers unless it says otherwise. */
    SHOUWANG_REGION: RegionCode.default('350200000000'),
    /** A business day to hold still; today in Asia/Shanghai when unset. */
    SHOUWANG_AS_OF: Day.optional(),
    /** Servers in place of the embedded engines, each by itself. */
    SHOUWANG_KAFKA_BROKERS: z.string().min(1).optional(),
    SHOUWANG_POSTGRES_URL: z.url().optional(),
    SHOUWANG_CLICKHOUSE_URL: z.url().optional(),
    ...connectionSettings,
    /** The city's own terms, for how long what is kept; those of the program when unset. */
    SHOUWANG_RETENTION: z.string().min(1).optional(),
    /** A folder whose files are taken as they come; none when unset. */
    SHOUWANG_DROP_FOLDER: z.string().min(1).optional(),
    /** The folder of the installation's own feeds; `feeds` of the data folder when unset. */
    SHOUWANG_FEEDS: z.string().min(1).optional(),
    /** Above this many messages that wait to be judged, the record intake asks senders to wait. */
    SHOUWANG_INTAKE_BACKLOG: z.coerce.number().int().min(1).default(200_000),
    /** Room on the disk that is kept free: below it nothing is taken in, below a quarter of it all stages wait. */
    SHOUWANG_DISK_RESERVE_MB: z.coerce.number().int().min(0).default(512),
    SHOUWANG_SEED: z.stringbool().default(true),
    SHOUWANG_SIGN_IN: z.enum(['demo', 'password']).default('demo'),
    ...signInSettings,
    ...syslogSettings,
    ...noticeSettings,
    /** A certificate with its chain and its key, in PEM: the console is served over TLS. */
    SHOUWANG_TLS_CERT_FILE: z.string().min(1).optional(),
    SHOUWANG_TLS_KEY_FILE: z.string().min(1).optional(),
    /** Where /metrics, /healthz and /readyz are served once people sign in by password: never on the console's own port. */
    METRICS_HOST: z.string().default('127.0.0.1'),
    METRICS_PORT: z.coerce.number().int().min(0).max(65535).default(9464),
    SHOUWANG_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
    /** When late tasks are looked for, as a cron line in Asia/Shanghai. */
    SHOUWANG_SUPERVISION_CRON: z.string().default('*/15 8-18 * * *'),
    /** When households that are due are judged again, as a cron line in Asia/Shanghai. */
    SHOUWANG_REVIEW_CRON: z.string().default('10 0 * * *'),
  })
  .refine((config) => config.SHOUWANG_SIGN_IN !== 'demo' || isLoopback(config.SHOUWANG_HOST), {
    path: ['SHOUWANG_SIGN_IN'],
    message: '演示登录不问口令，只能用于本机地址；对外服务请设 SHOUWANG_SIGN_IN=password',
  })
export type Config = z.infer<typeof Config>

export const startHelp = `用法：pnpm start [选项]

启动守望：收数据、研判、派单、控制台，全部在一个进程里。

  --data 文件夹     数据存放处（默认 .shouwang）
  --port 端口       控制台端口（默认 8230；0 表示任选一个空闲端口）
  --as-of 日期      固定业务日，如 2026-10-31（默认为北京时间当天）
  --no-seed         首次启动时不生成演示县
  --help            显示本说明

按 Ctrl-C 停止；下次启动接着原来的数据继续。`

/** Why the settings cannot be used; the message lists every problem and what would do. */
export class SettingsProblem extends Error {}

/** Reads the settings from the environment, then from the command line. @throws SettingsProblem */
export const readConfig = (environment: NodeJS.ProcessEnv, args: readonly string[]): Config | 'help' => {
  const values = readArgs(args)
  if (values.help === true) return 'help'
  const settings = {
    ...environment,
    ...(values.data === undefined ? {} : { SHOUWANG_DATA: values.data }),
    ...(values.port === undefined ? {} : { SHOUWANG_PORT: values.port }),
    ...(values['as-of'] === undefined ? {} : { SHOUWANG_AS_OF: values['as-of'] }),
    ...(values['no-seed'] === true ? { SHOUWANG_SEED: 'false' } : {}),
  }
  const parsed = Config.safeParse(settings, { error: z.locales.zhCN().localeError })
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(({ path, message }) => `  ${optionOf(path.join('.'))}：${message}`)
  throw new SettingsProblem(`设置有误：\n${problems.join('\n')}`)
}

const options = {
  data: { type: 'string' },
  port: { type: 'string' },
  'as-of': { type: 'string' },
  'no-seed': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

const readArgs = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options }).values
  } catch (error) {
    throw new SettingsProblem(`${argumentProblem(error)}\n可用选项见 pnpm start --help`)
  }
}

/** What Node finds wrong with a command line, in Chinese. */
const argumentProblem = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException
  const [, named = ''] = /'([^' ]+)/.exec(message) ?? []
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `没有选项 ${named}。`
  if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') return `多余的参数 ${named}。`
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return `选项 ${named} 的值不对：该写的没写，或不该写的写了。`
  return message
}

const optionNames: Readonly<Record<string, string>> = {
  SHOUWANG_DATA: '--data',
  SHOUWANG_PORT: '--port',
  SHOUWANG_AS_OF: '--as-of',
}

const optionOf = (name: string): string => optionNames[name] ?? name
