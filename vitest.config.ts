import { defineConfig } from 'vitest/config'
import { skippedSuites } from './infra/engines/src/skipped-suites.ts'

const tests = ['packages', 'services', 'infra', 'test'].map((folder) => `${folder}/**`)
const needEngines = tests.map((folder) => `${folder}/*.engines.test.ts`)

export default defineConfig({
  test: {
    // Only what never ends comes to these limits: tests wait for events, and a shared machine may be ten times slower.
    testTimeout: 180_000,
    hookTimeout: 240_000,
    reporters: ['default', skippedSuites()],
    projects: [
      {
        extends: true,
        test: {
          name: 'plain',
          include: [
            'packages/*/test/**/*.test.ts',
            'services/*/test/**/*.test.ts',
            'infra/*/test/**/*.test.ts',
            'test/**/*.test.ts',
          ],
          exclude: ['**/node_modules/**', ...needEngines],
        },
      },
      {
        extends: true,
        test: {
          name: 'engines',
          include: [...needEngines, 'packages/postgres/test/*.test.ts'],
          exclude: ['**/node_modules/**'],
          globalSetup: ['infra/engines/src/test-setup.ts'],
          testTimeout: 300_000,
        },
      },
    ],
  },
})
