import { randomUUID } from 'node:crypto'
import type { RegionCode } from '@shouwang/contracts'
import type { Feed } from '@shouwang/feeds'
import type { Sink } from '@shouwang/flow'
import type { Cipher } from '@shouwang/identity'
import { type Announced, announceDelivery, announcedDelivery, type Sql } from '@shouwang/postgres'
import { type InFlightWindow, windowOver } from './in-flight-window.ts'
import type { IntakeEvents } from './telemetry.ts'

/** The accounts of deliveries, as a door that takes rows opens them and asks after them. */
export type DeliveryAccounts = {
  /** Opens an account; one that is open already stays as it is. */
  readonly announce: (announced: Announced) => Promise<void>
  readonly announced: (delivery: string) => ReturnType<typeof announcedDelivery>
}

/** Accounts on SQL. */
const accountsOn = (sql: Sql): DeliveryAccounts => ({
  announce: (announced) => announceDelivery(sql, announced),
  announced: (delivery) => announcedDelivery(sql, delivery),
})

/** What taking rows in needs. */
export type RowsIntake = Omit<IntakeDependencies, 'sql' | 'feeds' | 'reference'>

/** What taking files and rows in needs. Ids and the clock come from outside, so that a test can say which. */
export type IntakeDependencies = {
  readonly sql: Sql
  readonly accounts: DeliveryAccounts
  readonly to: Sink
  readonly cipher: Cipher
  /** Keeps one sender's rows from standing before everybody else's. */
  readonly window: InFlightWindow
  /**
   * What a reference file (regions, staff) does: in a demonstration, where nobody has a password, it applies at once; else
   * it proposes changes that a second person confirms.
   */
  readonly reference: 'apply' | 'propose'
  readonly feeds: readonly Feed[]
  /** The region that a delivery covers unless it says otherwise. */
  readonly region: RegionCode
  readonly now: () => string
  readonly newId: () => string
  readonly events: IntakeEvents
}

/** The dependencies of an intake in a running process: deliveries without a name of their own get a random one. */
export const intakeDependencies = (
  given: Omit<IntakeDependencies, 'accounts' | 'newId' | 'window'>,
): IntakeDependencies => ({
  ...given,
  accounts: accountsOn(given.sql),
  window: windowOver(given.sql),
  newId: () => `d-${randomUUID()}`,
})
