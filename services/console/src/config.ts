import { RegionCode } from '@shouwang/contracts'
import { noticeSettings } from '@shouwang/notify'
import { CryptoName, isLoopback, serviceSettings, signInSettings, syslogSettings } from '@shouwang/service-process'
import { z } from 'zod'

/** What the console needs to know of its environment. */
export const Config = z
  .object({
    ...serviceSettings,
    /** Without one there are no weekly reports. */
    SHOUWANG_CLICKHOUSE_URL: z.url().optional(),
    /** Keys are 32 bytes in hexadecimal or base64, the same as those of ingest. */
    SHOUWANG_PSEUDONYM_KEY: z.string().min(1),
    /** One key or several, the newest first: it seals, and all of them open. */
    SHOUWANG_VAULT_KEY: z.string().min(1),
    SHOUWANG_CRYPTO: CryptoName.default('international'),
    /** The region that a delivery covers unless it says otherwise. */
    SHOUWANG_REGION: RegionCode,
    /** The folder of the installation's own feeds, the same as ingest's; none when unset. */
    SHOUWANG_FEEDS: z.string().min(1).optional(),
    /** The city's own terms, for how long what is kept; those of the program when unset. */
    SHOUWANG_RETENTION: z.string().min(1).optional(),
    CONSOLE_HOST: z.string().default('127.0.0.1'),
    CONSOLE_PORT: z.coerce.number().int().min(0).max(65535).default(8080),
    /** `demo` lets anyone pick a seeded member of staff; `password` asks for the person's own password. */
    SHOUWANG_SIGN_IN: z.enum(['demo', 'password']).default('demo'),
    ...signInSettings,
    ...syslogSettings,
    ...noticeSettings,
    /** The machine's own token: for the first administrators; in a demonstration for everything. */
    SHOUWANG_OPERATOR_TOKEN: z.string().min(32).optional(),
    /** Above this many messages that wait to be judged, the record intake asks senders to wait. */
    SHOUWANG_INTAKE_BACKLOG: z.coerce.number().int().min(1).default(200_000),
  })
  .refine((config) => config.SHOUWANG_SIGN_IN !== 'demo' || isLoopback(config.CONSOLE_HOST ?? ''), {
    path: ['SHOUWANG_SIGN_IN'],
    when: () => true,
    message: 'demo sign-in asks for no password, so it is for a loopback CONSOLE_HOST only; use password',
  })
export type Config = z.infer<typeof Config>
