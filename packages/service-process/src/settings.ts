import { Day } from '@shouwang/contracts'
import { isInstanceName } from '@shouwang/flow'
import { z } from 'zod'
import { connectionSettings } from './connections.ts'

/** What every service needs to know when it runs as a process of its own, on the engines of production. */
export const serviceSettings = {
  /** The brokers to begin with, as host:port, separated by commas. */
  SHOUWANG_KAFKA_BROKERS: z
    .string()
    .regex(/^[^\s,:]+:\d+(,[^\s,:]+:\d+)*$/, 'must be host:port, several separated by commas')
    .transform((list) => list.split(',')),
  ...connectionSettings,
  /** Put before every topic and group, where several installations share a cluster. */
  SHOUWANG_KAFKA_PREFIX: z.string().max(50).default(''),
  /** How many partitions a topic gets that this process creates. */
  SHOUWANG_KAFKA_PARTITIONS: z.coerce.number().int().min(1).max(1_000).default(6),
  SHOUWANG_POSTGRES_URL: z.url({
    protocol: /^postgres(ql)?$/,
    error: 'must be postgres://user:password@host/database',
  }),
  /** How many connections this process may have open. */
  SHOUWANG_POSTGRES_POOL: z.coerce.number().int().min(2).max(200).default(6),
  /** Names this process among those of its service; two that run at once need two names. */
  SHOUWANG_INSTANCE: z
    .string()
    .min(1)
    .max(100)
    .refine(
      isInstanceName,
      'must not start with "replay-" nor end in "-review" or "-recheck": these name other producers',
    )
    .optional(),
  /** A business day to hold still; today in Asia/Shanghai when unset. */
  SHOUWANG_AS_OF: Day.optional(),
  SHOUWANG_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  METRICS_HOST: z.string().default('127.0.0.1'),
  METRICS_PORT: z.coerce.number().int().min(0).max(65535).default(9464),
}

/** Whether only programs on this machine reach a host of that name. */
export const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.')

/** Why a service cannot start; the message lists every problem. */
export class SettingsProblem extends Error {}

/** Reads the settings of a service; an empty variable counts as unset. @throws SettingsProblem */
export const readSettings = <Settings>(schema: z.ZodType<Settings>, environment: NodeJS.ProcessEnv): Settings => {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(({ path, message, code }) => {
    const [name] = path
    const why = code === 'invalid_type' && given[String(name)] === undefined ? 'is not set' : message
    return `  ${String(name)}: ${why}`
  })
  throw new SettingsProblem(`the settings cannot be used:\n${problems.join('\n')}`)
}
