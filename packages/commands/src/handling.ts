import type { Day } from '@shouwang/contracts'
import { runTransaction } from '@shouwang/flow'
import type { PolicyBook } from '@shouwang/policy'
import type { CaseChange } from '@shouwang/postgres'
import type { CaseworkContext } from './casework-context.ts'
import type { CommandTelemetry } from './telemetry.ts'

/** What handling takes, whether something is asked of a case, of a conference or of a reported lead. */
export type Handling<Tx> = {
  readonly dependencies: {
    readonly policies: PolicyBook
    readonly clock: () => { readonly now: string; readonly today: Day }
    readonly events: CommandTelemetry
    readonly instance: string
  }
  readonly context: CaseworkContext
  /** Runs work in a transaction, which is all or nothing. */
  readonly transaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>
  readonly publishSaved: () => Promise<void>
  readonly announce: (change: CaseChange) => void
}

/**
 * The order of effects of all commands: save with the outbox, publish, `note` how it went, then tell those who listen of the
 * change. Throws only when the store is away.
 */
export const handleInTurn = <Tx, Saved extends { readonly change?: CaseChange }>(
  { transaction, inTurn, publishSaved, announce }: Handling<Tx>,
  save: (tx: Tx) => Promise<Saved>,
  note: (saved: Saved) => void = () => undefined,
): Promise<Saved> =>
  inTurn(async () => {
    // Who asked does not wait for the log: what is saved is published, now or after an outage.
    const { saved } = await runTransaction(() => transaction(save), publishSaved)
    note(saved)
    if (saved.change !== undefined) announce(saved.change)
    return saved
  })

/** What a command came to, as whoever asked is told. */
type Answer = { readonly ok: true } | { readonly ok: false; readonly reason: string }

/** The same for a command of somebody: operators hear what was asked, of what, and how it went. */
export const answerInTurn = async <
  Tx,
  Told extends Answer,
  Saved extends { readonly answer: Told; readonly change?: CaseChange },
>(
  handling: Handling<Tx>,
  command: Parameters<CommandTelemetry['performed']>[0],
  about: string,
  save: (tx: Tx) => Promise<Saved>,
): Promise<Saved['answer']> => {
  const { performed } = handling.dependencies.events
  const note = ({ answer }: Saved) => performed(command, answer.ok ? 'done' : answer.reason, about)
  return (await handleInTurn(handling, save, note)).answer
}
