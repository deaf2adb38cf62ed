import type { Command } from '@shouwang/casework'
import type { CaseworkStore } from '@shouwang/commands'
import type { Log, Store } from '@shouwang/flow'
import type { ReviewStore } from '@shouwang/scoring'
import type { Place } from './stores.ts'

/** The ports that the program stands on in a simulation. A fault that is put in on purpose wraps one of them. */
export type Ports = {
  readonly log: (log: Log, place: Place) => Log
  readonly store: <Touched, State, Change>(
    store: Store<Touched, State, Change>,
    place: Place,
  ) => Store<Touched, State, Change>
  readonly casework: (store: CaseworkStore, place: Place) => CaseworkStore
  readonly reviews: (store: ReviewStore, place: Place) => ReviewStore
  /** What leaves a phone. */
  readonly sent: (command: Command) => Command
}

/** The ports as they are. */
export const soundPorts: Ports = {
  log: (log) => log,
  store: (store) => store,
  casework: (store) => store,
  reviews: (store) => store,
  sent: (command) => command,
}
