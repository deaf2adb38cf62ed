import { runService } from '@shouwang/service-process'
import { Config } from './config.ts'
import { runConsole } from './run-console.ts'

await runService({ name: 'console', settings: Config, run: runConsole })
