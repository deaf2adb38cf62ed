import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const vitest = fileURLToPath(new URL('../../../node_modules/vitest/vitest.mjs', import.meta.url))
const config = fileURLToPath(new URL('skipping/vitest.config.ts', import.meta.url))

test('a run passes without an engine, and says in its last lines what did not run, why, and what would do', () => {
  const { stdout, status } = spawnSync(process.execPath, [vitest, 'run', '--config', config], { encoding: 'utf8' })
  expect(status).toBe(0)
  expect(stdout.trimEnd().split('\n').slice(-2)).toEqual([
    ' Did not run for want of what this machine lacks:',
    '   infra/engines/test/skipping/needy.suite.ts: 2 tests, Kafka: there is no java on this machine, apt-get install default-jre-headless',
  ])
})
