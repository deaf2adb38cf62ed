/**
 * Who made a message, from which place of its own input: what makes a repeated publication recognisable.
 * Messages of one producer come in the order of (sequence, index).
 */
export type Origin = { readonly producer: string; readonly sequence: number; readonly index: number }

/** What a topic holds. `key` decides the partition, and so the order among messages. */
export type Message = { readonly key: string; readonly value: string; readonly origin?: Origin }

/** A message at its place in the log, and when it was written there (ms since 1970), where the log knows. */
export type Received = Message & {
  readonly topic: string
  readonly partition: number
  readonly offset: number
  readonly writtenAtMs?: number
}

/** Reads topics as one consumer group. */
export type Source = {
  /** The next messages, oldest first; empty after `waitMs` without any. Throws when the log is away. */
  read: (options: { max: number; waitMs: number }) => Promise<readonly Received[]>
  /** Records that everything up to these messages is done. */
  commit: (messages: readonly Received[]) => Promise<void>
  close: () => Promise<void>
}

export type Sink = {
  /** Resolves once the messages are durable. */
  append: (topic: string, messages: readonly Message[]) => Promise<void>
}

/** What a decision tells its readers. */
export type Output = { readonly topic: string; readonly key: string; readonly value: string }

/** Outputs that are saved with the state and not yet known to be published: a row of the outbox. */
export type OutboxEntry = {
  readonly id: string
  readonly origin: Omit<Origin, 'index'>
  readonly outputs: readonly Output[]
}

/**
 * State that is kept together with the position up to which it counts. `transact` is all or nothing: it leaves out
 * what this consumer has had, loads what the rest touches, and saves the change, the outbox entries and the position.
 */
export type Store<Touched, State, Change> = {
  transact: (
    consumer: string,
    messages: readonly Received[],
    decide: (state: State, fresh: readonly Received[]) => { change: Change; outputs: readonly Output[] },
    touches: (fresh: readonly Received[]) => Touched,
  ) => Promise<readonly OutboxEntry[]>
  /** What a consumer saved and may not have published, in every process, each producer's oldest first. */
  pending: (consumer: string) => Promise<readonly OutboxEntry[]>
  /** Deletes entries that are published. */
  markPublished: (entries: readonly OutboxEntry[]) => Promise<void>
}

/**
 * What is read, and as whom. `savedUpTo` says where the reader's own store stands, by `topic/partition`: the offset to go on
 * from. A group that has committed more than that is put back to it once, when it is first given the partition: the store was
 * restored to an earlier moment. A log that is only ever restored together with its store need not ask.
 */
export type SourceOptions = {
  readonly topics: readonly string[]
  readonly group: string
  readonly savedUpTo?: (() => Promise<ReadonlyMap<string, number>>) | undefined
}

/** The event log: durable topics, read by consumer groups. */
export type Log = Sink & { source: (options: SourceOptions) => Source }
