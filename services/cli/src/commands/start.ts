import { spawn } from 'node:child_process'
import { startProgram } from '@shouwang/standalone'
import type { ExitCode } from '../refusal.ts'
import type { SetUp } from '../shell.ts'

/** `start`: the same as `pnpm start`, in a process of its own. */
export const startCommand: SetUp = (command, act) => {
  command
    .option('--port <端口>', '控制台端口（默认 8230；0 表示任选一个空闲端口）')
    .option('--no-seed', '首次启动时不生成演示县')
    .action(
      act(async ({ options }, given: { port?: string; seed: boolean }) =>
        ended([
          '--data',
          options.data,
          ...(options.asOf === undefined ? [] : ['--as-of', options.asOf]),
          ...(given.port === undefined ? [] : ['--port', given.port]),
          ...(given.seed ? [] : ['--no-seed']),
        ]),
      ),
    )
}

const ended = (args: readonly string[]): Promise<ExitCode> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [startProgram, ...args], { stdio: 'inherit' })
    // The terminal tells both processes of Ctrl-C; the child says how it ends.
    process.removeAllListeners('SIGINT').on('SIGINT', () => {})
    process.on('SIGTERM', () => child.kill('SIGTERM'))
    child.on('error', reject)
    child.on('close', (code) => resolve((code ?? 1) as ExitCode))
  })
