import type { Health } from './health.ts'
import type { Logger } from './logger.ts'
import type { Metrics } from './metrics.ts'

/** What every stage of the pipeline tells its operators: one method per happening moves its metric and writes its line. */
export const stageTelemetry = (
  stage: string,
  { log, metrics, health }: { log: Logger; metrics: Metrics; health: Health },
) => {
  const batches = metrics.histogram('flow_batch_seconds', 'Time to handle one batch', ['stage'])
  const messages = metrics.counter('flow_messages_total', 'Messages handled', ['stage'])
  const outputs = metrics.counter('flow_outputs_total', 'Messages published', ['stage'])
  const crashes = metrics.counter('flow_crashed_messages_total', 'Messages set aside because a step threw', ['stage'])
  const outages = metrics.counter('flow_outages_total', 'Times a stage had to wait for an engine', ['stage'])
  const unsaved = metrics.counter(
    'flow_unsaved_messages_total',
    'Messages passed over because the database that saved them was lost',
    ['stage'],
  )
  for (const counter of [messages, outputs, crashes, outages, unsaved]) counter.inc({ stage }, 0)
  metrics.reading('flow_stage_ready', 'Whether a stage is ready (1) or waits for an engine (0)', ['stage'], async () =>
    Object.entries(health.report().parts).map(([part, state]) => ({
      labels: { stage: part },
      value: state === 'ready' ? 1 : 0,
    })),
  )
  health.waiting(stage, 'starting')
  return {
    started: () => health.ready(stage),
    handled: (count: number, published: number, seconds: number) => {
      messages.inc({ stage }, count)
      outputs.inc({ stage }, published)
      batches.observe({ stage }, seconds)
      health.ready(stage)
    },
    unsaved: (count: number) => {
      unsaved.inc({ stage }, count)
      log.warn({ count }, 'messages that this database does not know to have saved are passed over: it was restored')
    },
    deadLettered: (error: unknown, where: { topic: string; partition: number; offset: number }) => {
      crashes.inc({ stage })
      log.error({ err: error, ...where }, 'a step threw; its message is set aside')
    },
    resumed: () => {
      health.ready(stage)
      log.info('the engine is back; the stage goes on')
    },
    waiting: (error: unknown, retryInMs: number) => {
      outages.inc({ stage })
      health.waiting(stage, error instanceof Error ? error.message : String(error))
      log.warn({ err: error, retryInMs }, 'an engine is away; the stage waits')
    },
  }
}
