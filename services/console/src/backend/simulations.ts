import type { Day } from '@shouwang/contracts'
import { profilesOf } from '@shouwang/household'
import { countHousehold, effectOn, emptySimulation, type Simulation } from '@shouwang/indicators'
import { loadPolicies, type PolicyBook, type PolicyDraft, policyDirectory, policyOn } from '@shouwang/policy'
import {
  countGridWorkers,
  type JudgedName,
  loadAround,
  readJudgedNames,
  type Sql,
  sampleJudgedNames,
} from '@shouwang/postgres'
import type { Refused, Simulated, SimulationAsked } from './backend.ts'

const householdsAtOnce = 500
const sampleSize = 2000

/**
 * Judges the stored households by the policies in force and by a draft of them, and counts what differs. It only reads: no
 * assessment and no task is touched. A preview looks at a sample of about two thousand.
 */
export const simulations =
  (sql: Sql, policies: PolicyBook, directory = policyDirectory) =>
  async ({ draft, prefix, day, preview }: SimulationAsked): Promise<Simulated | Refused> => {
    const drafted = readDraft(draftInForce(policies, draft, day), directory)
    if ('ok' in drafted) return drafted
    const simulation = emptySimulation()
    const count = (names: readonly JudgedName[]) => countBatch(sql, policies, drafted, simulation, names, day)
    const gridWorkers = await countGridWorkers(sql, prefix)
    if (preview) {
      const { names, total } = await sampleJudgedNames(sql, prefix, sampleSize)
      for (let at = 0; at < names.length; at += householdsAtOnce) await count(names.slice(at, at + householdsAtOnce))
      return { ok: true, simulation, total, gridWorkers }
    }
    for (let after = ''; ; ) {
      const names = await readJudgedNames(sql, prefix, after, householdsAtOnce)
      if (names.length === 0) break
      await count(names)
      after = names.at(-1)?.household ?? after
    }
    return { ok: true, simulation, total: simulation.households, gridWorkers }
  }

/** A draft over those that were adopted and hold on the day. */
const draftInForce = (policies: PolicyBook, draft: PolicyDraft, day: Day): PolicyDraft =>
  new Map([...(policies.adopted ?? []).filter(({ from }) => from <= day).flatMap((each) => [...each.draft]), ...draft])

const readDraft = (draft: PolicyDraft, directory: string): PolicyBook | Refused => {
  try {
    return loadPolicies(directory, draft)
  } catch (error) {
    return { ok: false, reason: 'bad-draft', detail: error instanceof Error ? error.message : String(error) }
  }
}

const countBatch = async (
  sql: Sql,
  policies: PolicyBook,
  drafted: PolicyBook,
  simulation: Simulation,
  names: readonly JudgedName[],
  day: Day,
): Promise<void> => {
  const { neighbourhood } = await loadAround(
    sql,
    names.map(({ household }) => household),
  )
  const profileIn = profilesOf(neighbourhood)
  for (const { household, householdNo, region: regionBefore } of names) {
    const profile = profileIn(household, regionBefore)
    const [before, after] = [policies, drafted].map((book) => policyOn(book, profile.region, day))
    if (before === undefined || after === undefined) continue
    const effect = effectOn(profile, before, after, day)
    countHousehold(simulation, { householdNo, region: profile.region, area: before.area, effect })
  }
}
