import { z } from 'zod'

const place = z.string().regex(/^\w+(\.\w+)*$/, 'must be a place in the answer, like data.rows')
/** The environment variable that holds a secret: the catalogue never does. */
const setting = z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'must name an environment variable')
/** When, as a cron line in Asia/Shanghai. */
const cron = z.string().regex(/^\S+( \S+){4,5}$/, 'must be a cron line of five or six parts')
const name = '[\\p{L}_][\\p{L}\\p{N}_$]*'
const column = z.string().regex(new RegExp(`^${name}$`, 'u'), 'must be the name of a column')

/** How a feed is asked for at a department's HTTP interface, which answers JSON. */
const HttpPull = z.strictObject({
  from: z.literal('http').optional(),
  url: z.url({ protocol: /^https?$/ }),
  cron,
  /** Where the rows stand in the answer; the answer itself is the list when absent. */
  rows: place.optional(),
  /** How the next answer goes on where this one ended; without it the whole is asked for each time. */
  cursor: z
    .strictObject({
      /** The query parameter that carries the cursor; the first time there is none. */
      parameter: z.string().min(1),
      /** Where the next cursor stands in the answer. */
      next: place,
    })
    .optional(),
  /** The environment variable that holds the bearer token. */
  auth: setting.optional(),
})

/** How a feed is read from a table or view of a front-end database (前置库): rows in the order of `cursor`, then `key`. */
const DatabasePull = z.strictObject({
  from: z.enum(['mysql', 'postgres']),
  /** The environment variable that holds the address: `mysql://reader:password@host:3306/database`. */
  address: setting,
  cron,
  table: z.string().regex(new RegExp(`^(${name}\\.)?${name}$`, 'u'), 'must be the name of a table, like schema.table'),
  /** The column that grows with every change of a row: when it was last changed, or its running number. */
  cursor: column,
  /** The column that tells two rows of one cursor apart: the primary key. */
  key: column,
  /**
   * Where `cursor` is a moment: rows younger than this wait for the next pull, as a transaction may still bring one that
   * lies before them.
   */
  settleSeconds: z
    .string()
    .regex(/^\d{1,6}$/, 'must be a whole number of seconds')
    .transform(Number)
    .optional(),
})

/** How the files of a feed are fetched from a folder of an SFTP server. */
const SftpPull = z.strictObject({
  from: z.literal('sftp'),
  /** The environment variable that holds the address: `sftp://user@host:22`, with a password where there is no key. */
  address: setting,
  cron,
  /** The folder on the server. */
  folder: z.string().min(1),
  /** The fingerprint of the server's key, as `ssh-keygen -lf` prints it: another server is refused. */
  hostKey: z.string().regex(/^SHA256:[A-Za-z0-9+/]{43}=?$/, 'must be a fingerprint, like SHA256:…'),
  /** The environment variable that holds our private key. */
  privateKey: setting.optional(),
})

const count = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be ${least} to ${most}`)

/** How births or deaths are searched at a civil registry (SP-DCI CRVS 1.0.0, `sync/search`), by the day of registration. */
const CivilRegistryPull = z.strictObject({
  from: z.literal('civil-registry'),
  /** The address under which `sync/search` lies. */
  url: z.url({ protocol: /^https?$/ }),
  cron,
  /** What the registry calls the records that are asked for, those that take one back last: `ns:DeathCertificate`. */
  records: z.array(z.string().min(1).max(99)).min(1).max(9),
  /** The first day of registration that is asked for. */
  since: z.iso.date(),
  /** Under which name the registry knows us, and what it calls itself. */
  sender: z.string().min(1).max(99),
  receiver: z.string().min(1).max(99),
  /** The environment variable that holds the bearer token; messages are signed by it. */
  auth: setting,
  query: z.enum(['predicate', 'expression']).default('predicate'),
  /** The attribute of the day of registration. */
  attribute: z
    .string()
    .regex(/^\w{1,99}$/, 'must be an attribute of the registry, like registration_date')
    .default('registration_date'),
  /** Days that are asked once more behind the day read last, as offices enter registrations late. */
  againDays: count(0, 366).default(3),
  /** So many days are asked for at once. */
  windowDays: count(1, 3660).default(31),
  /** So many records are asked for at once. */
  pageSize: count(1, 1000).default(200),
})

/** How a feed that no department sends is asked for. */
export const Pull = z.discriminatedUnion('from', [HttpPull, DatabasePull, SftpPull, CivilRegistryPull])
export type Pull = z.infer<typeof Pull>
/** A feed asked for over HTTP. */
export type HttpPull = z.infer<typeof HttpPull>
/** A feed read from a front-end database. */
export type DatabasePull = z.infer<typeof DatabasePull>
/** A feed whose files are fetched. */
export type SftpPull = z.infer<typeof SftpPull>
/** A feed searched at a civil registry. */
export type CivilRegistryPull = z.infer<typeof CivilRegistryPull>
