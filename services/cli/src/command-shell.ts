import type { Day } from '@shouwang/contracts'
import type { Command } from 'commander'
import type { ApiClient } from './api-client/api-client.ts'
import type { ExitCode } from './refusal.ts'
import type { Terminal } from './terminal.ts'

/** The options that every command takes. */
export type GlobalOptions = { readonly data: string; readonly asOf?: Day; readonly format: 'table' | 'json' }

/** What a command is given: where it speaks, what every command was told, and a way into the installation. */
export type Shell = {
  readonly terminal: Terminal
  readonly options: GlobalOptions
  /** Opens the installation for as long as `work` takes. `fresh` makes a new one where there is none. */
  readonly enter: <Result>(work: (api: ApiClient) => Promise<Result>, how?: 'fresh') => Promise<Result>
  /** Writes a result: JSON, or what `table` makes of it. */
  readonly show: (value: unknown, table: () => string) => void
}

/** Adds commands to the program. `act` makes an action of what a command does; its number is how the program ends. */
export type AddCommands = (program: Command, act: Act) => void
export type Act = <Given extends readonly unknown[]>(
  does: (shell: Shell, ...given: Given) => Promise<ExitCode | undefined>,
) => (...all: unknown[]) => Promise<void>
