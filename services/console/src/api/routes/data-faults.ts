import { AnswerDataFaultBody, DataFaultListAnswer } from '@shouwang/console-api'
import { withoutIdentifiers } from '@shouwang/identity'
import { answerDataFault, readDataFault, readDataFaults, readRegionNames, readStaffNames } from '@shouwang/postgres'
import type { Backend } from '../../backend/backend.ts'
import { type Person, regionsOf, seesRegion, seesRegionless } from '../../sign-in/access.ts'
import { feedName } from '../../views/lead-view.ts'
import { refuse } from '../problem.ts'
import { jsonBody, jsonRoute, type RouteContext } from '../route.ts'

const SHOWN = 200

const list = jsonRoute({
  method: 'get',
  path: '/data-faults',
  summary: 'What visits found wrong in departments’ records, without an answer first',
  tag: 'feeds',
  answer: DataFaultListAnswer,
})
const answer = jsonRoute({
  method: 'post',
  path: '/data-faults/answer',
  summary: 'Say what became of a fault',
  tag: 'feeds',
  request: { body: jsonBody(AnswerDataFaultBody) },
  answer: DataFaultListAnswer,
})

/** Faults in departments' records: found at a door, answered by the data team. */
export const dataFaultRoutes = ({ api, backend }: RouteContext): void => {
  api.openapi(list, async (c) => c.json(await seeFaults(backend, c.get('person')), 200))
  api.openapi(answer, async (c) => {
    const asker = c.get('person')
    const { taskId, seq, answer: written } = c.req.valid('json')
    const fault = await readDataFault(backend.sql, taskId, seq)
    if (fault === undefined || !seesRegion(asker, fault.region))
      return refuse('not-found', '没有这条数据纠错，或它不在您负责的区域。')
    c.set('told', { task: taskId })
    const at = new Date(backend.nowMs()).toISOString()
    const about = { taskId, seq, answer: withoutIdentifiers(written), by: asker.staffNo, at }
    if (!(await answerDataFault(backend.sql, about))) return refuse('conflict', '这条纠错已有答复，请刷新后查看。')
    return c.json(await seeFaults(backend, asker), 200)
  })
}

const seeFaults = async (backend: Backend, asker: Person) => {
  const asked = { within: regionsOf(asker), withoutRegion: seesRegionless(asker), limit: SHOWN }
  const rows = await readDataFaults(backend.sql, asked)
  const names = await readStaffNames(backend.sql, [
    ...new Set(rows.flatMap(({ by, answeredBy }) => [by, ...(answeredBy === null ? [] : [answeredBy])])),
  ])
  const regions = await readRegionNames(
    backend.sql,
    rows.flatMap(({ region }) => region ?? []),
  )
  return {
    open: rows.filter((row) => row.answer === null).length,
    faults: rows.map(({ taskId, seq, householdNo, region, day, by, feed, field, truth, ...row }) => ({
      taskId,
      seq,
      householdNo,
      regionName: region === null ? '辖区未知' : (regions.get(region) ?? region),
      day,
      byName: names.get(by) ?? by,
      feed,
      feedName: feedName(backend, feed),
      provider: backend.feeds.find((card) => card.feed === feed)?.provider ?? '',
      field,
      truth,
      answer: row.answer,
      answeredByName: row.answeredBy === null ? null : (names.get(row.answeredBy) ?? row.answeredBy),
    })),
  }
}
