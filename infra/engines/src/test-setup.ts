import type { TestProject } from 'vitest/node'
import { type Engine, engineVariables } from './engine.ts'
import { obtainEngines } from './obtain-engines.ts'

/** Where an engine is, or why there is none. */
export type EngineForTests =
  | { readonly at: string; readonly missing: undefined }
  | { readonly at: undefined; readonly missing: string }
export type EnginesForTests = { readonly [E in Engine]: EngineForTests }

declare module 'vitest' {
  export interface ProvidedContext {
    engines: EnginesForTests
  }
}

/** Gets the engines before the suites that need them, and ends those that were started for it. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const { addresses, missing, end } = await obtainEngines(process.env)
  const of = (engine: Engine): EngineForTests => {
    const at = addresses[engine]
    return at === undefined ? { at, missing: missing[engine] ?? 'not started' } : { at, missing: undefined }
  }
  const engines: EnginesForTests = { kafka: of('kafka'), postgres: of('postgres'), clickhouse: of('clickhouse') }
  if (process.env.CI === 'true')
    for (const engine of ['kafka', 'postgres'] as const)
      if (engines[engine].at === undefined) {
        await end()
        throw new Error(
          `${engine} is required in CI, and ${engines[engine].missing}; install it, or set ${engineVariables[engine]}`,
        )
      }
  project.provide('engines', engines)
  return end
}
