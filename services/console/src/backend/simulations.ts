import type { Day } from '@shouwang/contracts'
import { addSimulation, emptySimulation, estimate } from '@shouwang/indicators'
import { loadPolicies, type PolicyBook, type PolicyDraft, policyDirectory } from '@shouwang/policy'
import {
  atLeisure,
  countGridWorkers,
  countJudged,
  loadCoverage,
  readGlances,
  readGlancesOf,
  readStoredLists,
  readStoredOf,
  type Sql,
  sampleStrata,
} from '@shouwang/postgres'
import type { Refused, Simulated, SimulationAsked } from './answers.ts'
import { type Compared, type Comparison, comparePolicies } from './compare-policies.ts'
import { compareOnThreads } from './comparison-pool.ts'

const householdsAtOnce = 1000
const glancesAtOnce = 2000
const sampleSize = 2000
/** Fewer are counted before threads would have begun. */
const worthThreads = 5000

/**
 * Judges the stored households by the policies in force and by drafts of them, and counts what differs for each draft. It only
 * reads: no assessment and no task is touched. A preview looks at a sample of about two thousand; many are counted on threads.
 * The pipeline goes on meanwhile.
 */
export const simulations =
  (sql: Sql, policies: PolicyBook, directory = policyDirectory) =>
  (asked: SimulationAsked): Promise<Simulated | Refused> =>
    atLeisure(() => simulate(sql, policies, directory, asked))

const simulate = async (
  sql: Sql,
  policies: PolicyBook,
  directory: string,
  { drafts, prefix, day, preview }: SimulationAsked,
): Promise<Simulated | Refused> => {
  const inForce = filesInForce(policies, day)
  const files = drafts.map((draft): PolicyDraft => new Map([...inForce, ...draft]))
  const drafted = readDrafts(files, directory)
  if ('ok' in drafted) return drafted
  const gridWorkers = await countGridWorkers(sql, prefix)
  const delivered = await loadCoverage(sql)
  const compared = { inForce: policies, drafts: drafted, day, delivered }
  if (preview) return { ok: true, gridWorkers, ...(await previewOf(sql, prefix, compared)) }
  const total = await countJudged(sql, prefix)
  const comparison = comparePolicies(compared)
  const batches = readStoredLists(sql, toBeRead(sql, prefix, comparison))
  const simulations = comparison.countedIn('')
  if (total < worthThreads) for await (const batch of batches) comparison.count(batch)
  else {
    const counted = await compareOnThreads({ directory, inForce, drafts: files, day, delivered }, batches)
    for (const [index, simulation] of simulations.entries())
      addSimulation(simulation, counted[index] ?? emptySimulation())
  }
  return { ok: true, simulations, margins: null, total, gridWorkers }
}

/** Counts all households under a region that a glance settles; the names of the others, a batch at a time. */
async function* toBeRead(sql: Sql, prefix: string, comparison: Comparison): AsyncGenerator<readonly string[]> {
  const names: string[] = []
  for await (const page of readGlances(sql, prefix, glancesAtOnce)) {
    for (const { household } of comparison.countAtAGlance(page)) names.push(household)
    while (names.length >= householdsAtOnce) yield names.splice(0, householdsAtOnce)
  }
  if (names.length > 0) yield names
}

/** Looks at some households of every district and ring, and reckons from them what all come to, and how sure that is. */
const previewOf = async (sql: Sql, prefix: string, compared: Compared) => {
  const strata = await sampleStrata(sql, prefix, sampleSize)
  const stratumOf = new Map(strata.flatMap(({ households }, index) => households.map((each) => [each, String(index)])))
  const comparison = comparePolicies(compared, (household) => stratumOf.get(household) ?? '')
  const unsettled = comparison.countAtAGlance(await readGlancesOf(sql, [...stratumOf.keys()]))
  comparison.count(
    await readStoredOf(
      sql,
      unsettled.map(({ household }) => household),
    ),
  )
  const estimates = compared.drafts.map((_, draft) =>
    estimate(
      strata.map(({ total }, index) => ({
        simulation: comparison.countedIn(String(index))[draft] ?? emptySimulation(),
        total,
      })),
    ),
  )
  return {
    simulations: estimates.map(({ simulation }) => simulation),
    margins: estimates.map(({ margins }) => margins),
    total: strata.reduce((sum, { total }) => sum + total, 0),
  }
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
