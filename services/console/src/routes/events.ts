import { streamSSE } from 'hono/streaming'
import { seesRegion } from '../access.ts'
import type { TaskChange } from '../backend.ts'
import { allow, type Doors } from '../door.ts'

const KEEP_ALIVE_MS = 20_000
const RETRY_MS = 3_000

/** Live changes to the tasks of the asker's regions, as server-sent events. Who reconnects reads the list again. */
export const eventRoutes = ({ api, backend }: Doors): void => {
  api.get('/events', allow('read-tasks'), (c) => {
    const asker = c.get('person')
    c.header('cache-control', 'no-cache, no-transform')
    c.header('x-accel-buffering', 'no')
    return streamSSE(c, async (stream) => {
      const send = (change: TaskChange): void => {
        if (!seesRegion(asker, change.region)) return
        const { taskId, seq, type, householdNo, level, assignee } = change
        void stream.writeSSE({
          event: 'task',
          id: `${taskId}:${seq}`,
          data: JSON.stringify({ taskId, type, householdNo, level, mine: assignee === asker.staffNo }),
        })
      }
      const stop = backend.tasks.subscribe(send)
      stream.onAbort(stop)
      await stream.writeSSE({ event: 'ready', data: '{}', retry: RETRY_MS })
      while (!stream.aborted && !stream.closed) {
        await stream.sleep(KEEP_ALIVE_MS)
        await stream.write(': still here\n\n')
      }
      stop()
    })
  })
}
