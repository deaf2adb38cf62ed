import type { Day } from '@shouwang/contracts'
import type { Command } from 'commander'
import type { ApiClient, Needs } from './api-client/api-client.ts'
import type { ExitCode } from './refusal.ts'
import type { Terminal } from './terminal.ts'

/** The options that every command takes. */
export type GlobalOptions = {
  readonly data: string
  readonly feeds?: string
  readonly asOf?: Day
  readonly format: 'table' | 'json'
}

/** What a command is given: where it speaks, what every command was told, and a way into the installation. */
export type Shell = {
  readonly terminal: Terminal
  readonly options: GlobalOptions
  /** Opens what is needed of the installation, `answers` unless told otherwise, for as long as `work` takes. */
  readonly enter: <Result>(work: (api: ApiClient) => Promise<Result>, needs?: Needs) => Promise<Result>
  /** Writes a result: JSON, or what `table` makes of it. */
  readonly show: (value: unknown, table: () => string) => void
}

/** Gives a command its options, its subcommands and what it does. `act` makes an action; its number is how the program ends. */
export type SetUp = (command: Command, act: Act) => void
export type Act = <Given extends readonly unknown[]>(
  does: (shell: Shell, ...given: Given) => Promise<ExitCode | undefined>,
) => (...all: unknown[]) => Promise<void>
