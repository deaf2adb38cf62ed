import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Day } from '@shouwang/contracts'
import { load, loadAll } from 'js-yaml'
import { z } from 'zod'

const Months = z.int().min(1).max(1200)

/** How long one kind of data is kept, and why. */
const Term = z.strictObject({
  label: z.string().min(1),
  /** Null is for ever. */
  months: Months.nullable(),
  /** What law asks for at least. */
  atLeast: Months.optional(),
  /** Of topics on Kafka. */
  kafkaDays: z.int().min(1).max(3650).optional(),
  /** So many days after an order to delete goes what can't be freed of one person alone: topics on Kafka, files in the folder. */
  orderDays: z.int().min(0).max(30).optional(),
  /** By which law, or that there is none and why so long then (Chinese). */
  basis: z.string().min(1),
  /** Months by feed, where one differs. */
  feeds: z.record(z.string(), Months).optional(),
})
type Term = z.infer<typeof Term>

const kinds = [
  'records',
  'change-events',
  'assessments',
  'history',
  'quarantine',
  'deliveries',
  'files',
  'leads',
  'tasks',
  'cases',
  'patrols',
  'publicity',
  'official-kin',
  'lists',
  'exchange',
  'corrections',
  'notices',
  'sign-in',
  'logs',
  'audit',
] as const

/** A kind of data that has a term. */
export type RetentionKind = (typeof kinds)[number]

/** The term of each kind. */
export type Terms = Readonly<Record<RetentionKind, Term>>

const Own = z.strictObject(
  Object.fromEntries(
    kinds.map((kind) => [
      kind,
      Term.pick({ months: true, kafkaDays: true, orderDays: true, feeds: true })
        .partial()
        .extend({ basis: z.string().min(1) })
        .optional(),
    ]),
  ),
)

const ours = fileURLToPath(new URL('../terms.yaml', import.meta.url))

/** Why a file of terms can't be used, in Chinese. */
export class TermsProblem extends Error {}

/** The terms that come with the program, and a city's own in their place. @throws TermsProblem for a number below what law asks for */
export const loadTerms = (ownFile?: string): Terms => {
  const terms = z
    .strictObject(Object.fromEntries(kinds.map((kind) => [kind, Term])))
    .parse(load(readFileSync(ours, 'utf8'))) as Terms
  if (ownFile === undefined) return checked(terms, ours)
  const own = Own.safeParse(read(ownFile), { error: z.locales.zhCN().localeError })
  if (!own.success)
    throw new TermsProblem(
      `保存期限文件 ${ownFile} 有误：${own.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('；')}`,
    )
  const changed = Object.entries(own.data).map(([kind, given]) => [kind, { ...terms[kind as RetentionKind], ...given }])
  return checked({ ...terms, ...Object.fromEntries(changed) }, ownFile)
}

const read = (file: string): unknown => {
  try {
    return loadAll(readFileSync(file, 'utf8'), { maxAliases: 0 })[0] ?? {}
  } catch (error) {
    throw new TermsProblem(`保存期限文件 ${file} 读不出来：${error instanceof Error ? error.message : String(error)}`)
  }
}

const checked = (terms: Terms, file: string): Terms => {
  for (const [kind, { label, months, atLeast, feeds = {} }] of Object.entries(terms) as [RetentionKind, Term][]) {
    const least = Math.min(months ?? Number.POSITIVE_INFINITY, ...Object.values(feeds))
    if (atLeast !== undefined && least < atLeast)
      throw new TermsProblem(
        `保存期限文件 ${file} 有误：${label}（${kind}）至少保存 ${atLeast} 个月，写了 ${least} 个月`,
      )
    if (kind === 'audit' && months !== null)
      throw new TermsProblem(`保存期限文件 ${file} 有误：审计逐行相连，不能删去一段，months 须为 null`)
  }
  return terms
}

/** The first day that a term of so many months still keeps; null where it keeps for ever. */
export const keptSince = (months: number | null, today: Day): Day | null => {
  if (months === null) return null
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 - months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return `${first.toISOString().slice(0, 8)}${String(Math.min(day, last)).padStart(2, '0')}`
}

/** The months of a feed's rows. */
export const monthsOfFeed = ({ records }: Terms, feed: string): number | null => records.feeds?.[feed] ?? records.months
