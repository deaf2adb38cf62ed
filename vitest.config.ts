import { defineConfig } from 'vitest/config'
import { skippedSuites } from './infra/engines/src/skipped-suites.ts'

const tests = ['packages', 'services', 'infra', 'test'].map((folder) => `${folder}/**`)
const needEngines = tests.map((folder) => `${folder}/*.engines.test.ts`)

const preparedStore = 'packages/postgres/src/testing/prepared-store-setup.ts'

/**
 * Tests wait for events. These limits only end what hangs: a machine with two cores and a load of twelve must not reach
 * them, so no test has a shorter one of its own.
 */
const waitLimitMs = 300_000

export default defineConfig({
  test: {
    // A test and the engines in it rarely keep two cores busy: two files at once end a fifth sooner.
    maxWorkers: 2,
    testTimeout: 2 * waitLimitMs,
    hookTimeout: 2 * waitLimitMs,
    expect: { poll: { timeout: waitLimitMs } },
    reporters: ['default', skippedSuites()],
    projects: [
      {
        extends: true,
        test: {
          name: 'plain',
          // Files share a process, so that it reads the sources once: no test changes what others see (environment, clock, mocks).
          isolate: false,
          include: [
            'packages/*/test/**/*.test.ts',
            'services/*/test/**/*.test.ts',
            'infra/*/test/**/*.test.ts',
            'test/**/*.test.ts',
          ],
          exclude: ['**/node_modules/**', ...needEngines],
          globalSetup: [preparedStore],
        },
      },
      {
        extends: true,
        test: {
          name: 'engines',
          include: [...needEngines, 'packages/postgres/test/*.test.ts'],
          exclude: ['**/node_modules/**'],
          globalSetup: [preparedStore, 'infra/engines/src/test-setup.ts'],
        },
      },
    ],
  },
})
