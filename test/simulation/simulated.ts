import type { CaseworkCommands } from '@shouwang/commands'
import type { RowsIntake } from '@shouwang/intake'
import type { Outbox } from '@shouwang/visit-outbox'
import type { Database } from './database.ts'
import type { Faults } from './faults.ts'
import type { SimulatedLog } from './log.ts'
import type { Ports } from './ports.ts'
import type { SentRow, TownPolicies } from './town.ts'
import type { Done, Process, World } from './world.ts'

/** A town with its installation, and everything that the promises are checked against. */
export type Simulation = {
  readonly world: World
  readonly database: Database
  readonly log: SimulatedLog
  readonly faults: Faults
  readonly ports: Ports
  readonly policies: TownPolicies
  /** Rows of the warehouse, each once, however often it was inserted. */
  readonly warehouse: Set<string>
  readonly doors: Map<string, { readonly process: Process; readonly intake: RowsIntake }>
  readonly consoles: Map<string, { readonly process: Process; readonly commands: CaseworkCommands }>
  readonly sendings: Map<string, Sending>
  readonly devices: Device[]
  /** Tells the promises of something that was done. */
  readonly done: (what: Done) => void
  /** What was broken first; undefined while every promise holds. */
  readonly broken: () => Broken | undefined
  /** How often each promise was checked, by its sentence. */
  readonly checked: ReadonlyMap<string, number>
}

/** What a department sends under one key, until a door has acknowledged it. */
type Sending = {
  readonly feed: string
  readonly rows: readonly SentRow[]
  /** The delivery that a door made of it. */
  readonly acknowledged: string | undefined
}

/** A phone: its outbox, and what it showed of each task when somebody wrote. */
export type Device = {
  readonly name: string
  readonly worker: string
  outbox: Outbox
  readonly seen: Map<string, number>
  readonly wrote: Map<string, { readonly taskId: string; readonly seen: number }>
}

/** A promise that did not hold: its sentence, how it was broken, and where. */
export type Broken = {
  readonly says: string
  readonly how: string
  readonly step: number
  readonly atMs: number
  /** The last things that happened before. */
  readonly last: readonly string[]
}
