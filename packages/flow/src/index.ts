export { consume } from './consume.ts'
export { textFields } from './dead-letter.ts'
export { deduplicate, type Positions, sourcesOf } from './deduplicate.ts'
export { EngineAway } from './engine-away.ts'
export { type Batches, gather } from './gather.ts'
export { publish, publishPending } from './outbox.ts'
export type {
  Log,
  Message,
  Origin,
  OutboxEntry,
  Output,
  Received,
  Sink,
  Source,
  SourceOptions,
  Store,
} from './ports.ts'
export { isInstanceName, type Producer, producerName, replayOf } from './producer.ts'
export { type RateMeter, rateMeter } from './rate-meter.ts'
export { type RetryEvents, retry, retryWhile } from './retry.ts'
export { runStage } from './run-stage.ts'
export { runTransaction } from './run-transaction.ts'
export { coalesced, type SerialQueue, serialQueue } from './serial-queue.ts'
export type { Decided, Stage, StageEvents } from './stage.ts'
export { pause, type Timing } from './timing.ts'
