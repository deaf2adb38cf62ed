import type { Day } from '@shouwang/contracts'
import { loadPolicies, type PolicyBook, type PolicyDraft, policyDirectory } from '@shouwang/policy'
import {
  countGridWorkers,
  countJudged,
  type JudgedName,
  readAround,
  readJudgedNames,
  type Sql,
  sampleJudgedNames,
} from '@shouwang/postgres'
import type { Refused, Simulated, SimulationAsked } from './backend.ts'
import { comparePolicies, type StoredHouseholds } from './compare-policies.ts'
import { compareOnThreads } from './comparison-pool.ts'

const householdsAtOnce = 500
const sampleSize = 2000
/** Fewer are counted before threads would have begun. */
const worthThreads = 5000

/**
 * Judges the stored households by the policies in force and by drafts of them, and counts what differs for each draft. It only
 * reads: no assessment and no task is touched. A preview looks at a sample of about two thousand; many are counted on threads.
 */
export const simulations =
  (sql: Sql, policies: PolicyBook, directory = policyDirectory) =>
  async ({ drafts, prefix, day, preview }: SimulationAsked): Promise<Simulated | Refused> => {
    const inForce = filesInForce(policies, day)
    const files = drafts.map((draft): PolicyDraft => new Map([...inForce, ...draft]))
    const drafted = readDrafts(files, directory)
    if ('ok' in drafted) return drafted
    const gridWorkers = await countGridWorkers(sql, prefix)
    const sample = preview ? await sampleJudgedNames(sql, prefix, sampleSize) : undefined
    const total = sample?.total ?? (await countJudged(sql, prefix))
    const batches = storedHouseholds(sql, sample === undefined ? everyName(sql, prefix) : pagesOf(sample.names))
    if (sample === undefined && total >= worthThreads)
      return {
        ok: true,
        simulations: await compareOnThreads({ directory, inForce, drafts: files, day }, batches),
        total,
        gridWorkers,
      }
    const comparison = comparePolicies(policies, drafted, day)
    for await (const batch of batches) comparison.count(batch)
    return { ok: true, simulations: comparison.simulations, total, gridWorkers }
  }

/** The files of drafts that were adopted and hold on the day. */
const filesInForce = (policies: PolicyBook, day: Day): PolicyDraft =>
  new Map((policies.adopted ?? []).filter(({ from }) => from <= day).flatMap(({ draft }) => [...draft]))

const readDrafts = (drafts: readonly PolicyDraft[], directory: string): readonly PolicyBook[] | Refused => {
  try {
    return drafts.map((draft) => loadPolicies(directory, draft))
  } catch (error) {
    return { ok: false, reason: 'bad-draft', detail: error instanceof Error ? error.message : String(error) }
  }
}

async function* everyName(sql: Sql, prefix: string): AsyncGenerator<readonly JudgedName[]> {
  for (let after: string | undefined = ''; after !== undefined; ) {
    const names: readonly JudgedName[] = await readJudgedNames(sql, prefix, after, householdsAtOnce)
    if (names.length > 0) yield names
    after = names.at(-1)?.household
  }
}

async function* pagesOf(names: readonly JudgedName[]): AsyncGenerator<readonly JudgedName[]> {
  for (let at = 0; at < names.length; at += householdsAtOnce) yield names.slice(at, at + householdsAtOnce)
}

async function* storedHouseholds(
  sql: Sql,
  pages: AsyncIterable<readonly JudgedName[]>,
): AsyncGenerator<StoredHouseholds> {
  for await (const names of pages) {
    const households = names.map(({ household }) => household)
    yield { names, around: await readAround(sql, households) }
  }
}
