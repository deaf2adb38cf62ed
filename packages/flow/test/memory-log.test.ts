import { test } from 'vitest'
import { logContract, memoryLog } from '../src/testing/index.ts'

for (const { says, check } of logContract) test(`in memory, ${says}`, () => check(memoryLog(), 'topic'))
