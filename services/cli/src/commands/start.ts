import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { AddCommands } from '../command-shell.ts'
import type { ExitCode } from '../refusal.ts'

/** `start`: the same as `pnpm start`, in a process of its own. */
export const startCommand: AddCommands = (program, act) => {
  program
    .command('start')
    .description('启动守望：收数据、研判、派单、控制台（同 pnpm start）')
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
    const main = fileURLToPath(import.meta.resolve('@shouwang/standalone'))
    const child = spawn(process.execPath, [main, ...args], { stdio: 'inherit' })
    // The terminal tells both processes of Ctrl-C; the child says how it ends.
    process.removeAllListeners('SIGINT').on('SIGINT', () => {})
    process.on('SIGTERM', () => child.kill('SIGTERM'))
    child.on('error', reject)
    child.on('close', (code) => resolve((code ?? 1) as ExitCode))
  })
