import type { Output, Received } from './ports.ts'
import type { RetryEvents } from './retry.ts'

/**
 * A pure step over a batch: `read` parses a message, `touches` says what state it needs, `step` decides. What these
 * throw is a bug: the message that causes it is handed to `deadLetter`. Whatever needs no state belongs into `read`,
 * which runs before the store's transaction begins.
 */
export type Stage<In, Touched, State, Change> = {
  readonly name: string
  readonly read: (message: Received) => In
  readonly touches: (inputs: readonly In[]) => Touched
  readonly step: (state: State, inputs: readonly In[]) => Decided<Change>
  /** What is kept and told of a message that crashed the step. */
  readonly deadLetter: (message: Received, error: unknown) => Decided<Change>
}

/** What a step decided: the change to save, and what readers are to hear of it. */
export type Decided<Change> = { readonly change: Change; readonly outputs: readonly Output[] }

/** What a stage tells its operators. */
export type StageEvents = RetryEvents & {
  readonly started: () => void
  readonly handled: (count: number, published: number, seconds: number) => void
  /** Messages that the store does not know to have saved were passed over: it was restored to a moment before. */
  readonly unsaved: (count: number) => void
  readonly deadLettered: (error: unknown, where: { topic: string; partition: number; offset: number }) => void
}
