import { setTimeout as sleep } from 'node:timers/promises'
import { topics } from '@shouwang/contracts'
import { retry } from '@shouwang/flow'
import { untilDone } from '../engines/backlog.ts'
import type { OnEngines } from '../engines/on-engines.ts'
import { type Drain, peakMiBOf, type Sample } from './drain.ts'

const lookEveryMs = 300
/** A topic that was just created has no leader for a moment. */
const unheard = { waiting: () => undefined, resumed: () => undefined }

/** Drains the events of the topic by scoring and alert on an empty database, until the last task is there. */
export const drainByUs = async (running: OnEngines, events: number): Promise<Drain> => {
  // Assessments of an earlier turn are none of this one.
  await retry(() => running.log.startNow('alert', [topics.assessments]), unheard, new AbortController().signal)
  const started = await running.start('scoring', 'alert')
  const look = async (done: number): Promise<Sample> => ({
    at: performance.now(),
    events: done,
    seconds: new Map([...(await running.usage())].map(([name, used]) => [name, used.processorSeconds])),
  })
  const samples: Sample[] = [await look(0)]
  for (let done = 0; done < events; ) {
    await sleep(lookEveryMs)
    done = (await running.batches()).get('scoring')?.messages ?? 0
    samples.push(await look(done))
  }
  await untilDone(running, ['scoring', 'alert'])
  const end = await look(events)
  const peaks = await Promise.all(started.map(({ child }) => peakMiBOf(child.pid ?? 0)))
  return { samples, end, peakMiB: peaks.reduce((sum, peak) => sum + peak, 0) }
}
