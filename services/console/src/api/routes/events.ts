import { streamSSE } from 'hono/streaming'
import type { TaskChange } from '../../backend/backend.ts'
import { seesRegion } from '../../sign-in/access.ts'
import { allow, type RouteContext } from '../route.ts'

const KEEP_ALIVE_MS = 20_000
const GATHER_MS = 250
const RETRY_MS = 3_000
const NAMED_AT_ONCE = 20

/**
 * Live changes to the tasks of the asker's regions, as server-sent events. What happens within a moment is told at
 * once, so that an import of a whole city does not flood a phone. Who reconnects reads the list again.
 */
export const eventRoutes = ({ api, backend }: RouteContext): void => {
  api.get('/events', allow('GET', '/events'), (c) => {
    const asker = c.get('person')
    c.header('x-accel-buffering', 'no')
    return streamSSE(c, async (stream) => {
      let gathered: TaskChange[] = []
      let count = 0
      const stop = backend.tasks.subscribe((change) => {
        if (!seesRegion(asker, change.region)) return
        count += 1
        if (gathered.length < NAMED_AT_ONCE) gathered.push(change)
      })
      stream.onAbort(stop)
      await stream.writeSSE({ event: 'ready', data: '{}', retry: RETRY_MS })
      for (let quietMs = 0; !stream.aborted && !stream.closed; quietMs += GATHER_MS) {
        await stream.sleep(GATHER_MS)
        if (count > 0) {
          const changes = gathered.map((change) => said(change, asker.staffNo))
          await stream.writeSSE({ event: 'tasks', data: JSON.stringify({ count, changes }) })
          gathered = []
          count = 0
          quietMs = 0
        } else if (quietMs >= KEEP_ALIVE_MS) {
          await stream.write(': still here\n\n')
          quietMs = 0
        }
      }
      stop()
    })
  })
}

const said = ({ taskId, seq, type, householdNo, level, assignee }: TaskChange, staffNo: string) => ({
  taskId,
  seq,
  type,
  householdNo,
  level,
  mine: assignee === staffNo,
})
