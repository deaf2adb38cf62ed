import { defineConfig } from 'vitest/config'
import { skippedSuites } from '../../src/skipped-suites.ts'

export default defineConfig({
  test: { root: import.meta.dirname, include: ['*.suite.ts'], reporters: ['default', skippedSuites()] },
})
