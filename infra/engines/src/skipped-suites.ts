import { relative } from 'node:path'
import type { Reporter, TestModule } from 'vitest/node'

/** Says in the last lines of a run which suites did not run for want of something, of what, and how to get it. */
export const skippedSuites = (): Reporter => ({
  onTestRunEnd: (modules) => {
    const lines = modules.flatMap(linesOf)
    if (lines.length > 0) process.stdout.write(`\n Did not run for want of what this machine lacks:\n${lines.join('')}`)
  },
})

const linesOf = (module: TestModule): string[] => {
  const whys = new Map<string, number>()
  for (const test of module.children.allTests('skipped')) {
    const result = test.result()
    const why = result.state === 'skipped' ? result.note : undefined
    if (why !== undefined) whys.set(why, (whys.get(why) ?? 0) + 1)
  }
  return [...whys].map(
    ([why, tests]) => `   ${relative('.', module.moduleId)}: ${tests} ${tests === 1 ? 'test' : 'tests'}, ${why}\n`,
  )
}
