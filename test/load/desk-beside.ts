/**
 * How long people wait while records come in at a steady 500 a second: a command on a task, a command on a case, and a household's
 * file, over HTTP's own routes. Run: `node test/load/desk-beside.ts [SECONDS] [PEOPLE]`.
 */
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Standalone } from '@shouwang/standalone'
import { countOf } from './count-of.ts'
import { progress, withInstallation } from './installation.ts'
import { countyOf, percentiles, recordsPerRequest, recordsPerSecond, send, steadily } from './steady-load.ts'
import { takeCounty } from './take-county.ts'

const seconds = countOf('seconds', process.argv[2], 20)
const people = countOf('people', process.argv[3], 4_000)
/** One command on a task, one on a case and one look at a file with every so many requests of records. */
const requestsBetween = 4
const warmUpRequests = 100

type Held = { readonly taskId: string; readonly householdNo: string; readonly assignee: string }
type OpenedCase = { readonly caseId: string; readonly owner: { readonly staffNo: string } }
type Asker = (path: string, body?: object) => Promise<Response>

/** Signs a worker in and asks as he does. */
const askerOf = async ({ app }: Standalone, staffNo: string): Promise<Asker> => {
  const json = { 'content-type': 'application/json' }
  const signedIn = await app.request('/api/v1/session', {
    method: 'POST',
    body: JSON.stringify({ staffNo }),
    headers: json,
  })
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0]
  if (cookie === undefined) throw new Error(`${staffNo} could not sign in: ${await signedIn.text()}`)
  return async (path, body) =>
    await app.request(`/api/v1${path}`, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: { cookie, ...json },
    })
}

const county = await mkdtemp(join(tmpdir(), 'shouwang-county-'))
progress(`making a county of ${people} people`)
execFileSync(process.execPath, [join(import.meta.dirname, 'make-county.ts'), county, String(people)])
const { paymentsOf } = countyOf(people)

await withInstallation(async (installation) => {
  progress('taking its files in')
  await takeCounty(installation, county)
  await installation.untilIdle()

  const held = await installation.engines.sql.query<Held>(
    `select task_id as "taskId", household_no as "householdNo", assignee from tasks
     where status in ('open', 'accepted') and assignee is not null order by task_id`,
  )
  const askers = new Map<string, Promise<Asker>>()
  const as = (staffNo: string): Promise<Asker> => {
    const known = askers.get(staffNo) ?? askerOf(installation, staffNo)
    askers.set(staffNo, known)
    return known
  }
  for (const { assignee } of held) await as(assignee)
  const waits = { task: [] as number[], case: [] as number[], file: [] as number[] }
  const timed = async (kind: keyof typeof waits, counts: boolean, ask: () => Promise<Response>): Promise<Response> => {
    const asked = performance.now()
    const answer = await ask()
    if (counts) waits[kind].push(performance.now() - asked)
    if (!answer.ok) throw new Error(`${kind}: ${answer.status} ${await answer.text()}`)
    return answer
  }
  const cases = new Map<string, OpenedCase>()
  progress(`${held.length} open tasks of ${askers.size} workers; ${recordsPerSecond} records/s for ${seconds} s`)
  const work = async (nth: number): Promise<void> => {
    const at = nth / requestsBetween
    const { taskId, householdNo, assignee } = held[at % held.length] as Held
    const ask = await as(assignee)
    const counts = nth >= warmUpRequests
    const note = '电话联系，明天上午去'
    await timed('task', counts, () => ask(`/tasks/${taskId}/note`, { note }))
    await timed('file', counts, () => ask(`/households/${householdNo}/file`))
    const known = cases.get(householdNo)
    if (known !== undefined) {
      const owner = await as(known.owner.staffNo)
      await timed('case', counts, () => owner(`/cases/${known.caseId}/commands`, { type: 'NoteCase', note }))
    } else {
      const asked = { householdNo, matter: 'application', origin: 'application', note }
      const opened = await timed('case', counts, () => ask('/cases', asked))
      cases.set(householdNo, (await opened.json()) as OpenedCase)
    }
  }
  await steadily(warmUpRequests + (seconds * recordsPerSecond) / recordsPerRequest, (nth) =>
    Promise.all([
      send(installation, 'social-insurance', paymentsOf(nth)),
      nth % requestsBetween === 0 ? work(nth) : undefined,
    ]),
  )
  console.log(`records           ${recordsPerSecond} a second beside, ${waits.file.length} households looked at`)
  console.log(`command on a task ${percentiles(waits.task)} (budget p99 300 ms)`)
  console.log(`command on a case ${percentiles(waits.case)} (budget p99 300 ms)`)
  console.log(`household's file  ${percentiles(waits.file)} (budget p99 500 ms)`)
})
await rm(county, { recursive: true })
