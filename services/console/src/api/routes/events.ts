import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { TaskChange } from '../../backend/answers.ts'
import { type Person, personMay, seesRegion } from '../../sign-in/access.ts'
import type { SignIns } from '../../sign-in/sign-in.ts'
import { audited } from '../audited.ts'
import type { ConsoleEnv } from '../console-env.ts'
import { allow, type RouteContext } from '../route.ts'
import { type SessionCookie, sessionToken } from '../session-cookie.ts'

const KEEP_ALIVE_MS = 20_000
const GATHER_MS = 250
const RETRY_MS = 3_000
const NAMED_AT_ONCE = 20
const CHECK_MS = 5_000

/**
 * Live changes to the tasks of the asker's regions, as server-sent events. What happens within a moment is told at
 * once, so that an import of a whole city does not flood a phone. Who reconnects reads the list again. The stream ends with
 * the session, and with the role or region that it began with: it is asked for anew.
 */
export const eventRoutes = ({ api, backend }: RouteContext, signIns: SignIns, cookie: SessionCookie): void => {
  api.get('/events', audited('GET', '/events'), allow('GET', '/events'), (c) => {
    const asker = c.get('person')
    const lasts = stillSignedIn(c, signIns, cookie, asker)
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
        if ((count > 0 || quietMs % CHECK_MS === 0) && !(await lasts())) break
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

/** Whether who began a stream is still signed in, as whom he was. A key of the command line has no session to end. */
const stillSignedIn = (c: Context<ConsoleEnv>, signIns: SignIns, cookie: SessionCookie, asker: Person) => {
  const token = c.get('signedIn') === undefined ? undefined : sessionToken(c, cookie)
  return async (): Promise<boolean> => {
    if (token === undefined) return true
    const now = (await signIns.bySession(token, false))?.person
    return now !== undefined && personMay(now, 'read-tasks') && now.role === asker.role && now.region === asker.region
  }
}

const said = ({ taskId, seq, type, householdNo, level, assignee }: TaskChange, staffNo: string) => ({
  taskId,
  seq,
  type,
  householdNo,
  level,
  mine: assignee === staffNo,
})
