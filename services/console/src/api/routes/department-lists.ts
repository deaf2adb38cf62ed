import { z } from '@hono/zod-openapi'
import { type DepartmentUser, listNoOf, listPurposeWords } from '@shouwang/casework'
import { DepartmentListAnswer, DrawListBody, ListHelpBody, ListsAnswer } from '@shouwang/console-api'
import { isWithin, regionPrefix } from '@shouwang/contracts'
import { type DepartmentList, drawList, readHouseholds, readList, readListRows, readLists } from '@shouwang/postgres'
import type { Context } from 'hono'
import type { Backend } from '../../backend/backend.ts'
import { ALL_REGIONS, type Person, regionsOf, seesRegion } from '../../sign-in/access.ts'
import { seeList, seeLists } from '../../views/department-list-view.ts'
import type { ConsoleEnv } from '../console-env.ts'
import { refuse } from '../problem.ts'
import { jsonBody, jsonRoute, type RouteContext } from '../route.ts'

const MOST_LISTS = 200
const listNo = z.string().min(1).max(64)
const params = z.object({ listNo })

const list = jsonRoute({
  method: 'get',
  path: '/lists',
  summary: 'Lists that were drawn for the asker’s office, or in the asker’s regions, the newest first',
  tag: 'lists',
  answer: ListsAnswer,
})
const draw = jsonRoute({
  method: 'post',
  path: '/lists',
  summary:
    'Draw a list of the hardest pressed families with these attributes, for a department and a purpose; kept as drawn',
  tag: 'lists',
  request: { body: jsonBody(DrawListBody) },
  answer: DepartmentListAnswer,
  status: 201,
})
const detail = jsonRoute({
  method: 'get',
  path: '/lists/{listNo}',
  summary: 'One list, its families in the order of their hardship now',
  tag: 'lists',
  request: { params },
  answer: DepartmentListAnswer,
})
const help = jsonRoute({
  method: 'post',
  path: '/lists/{listNo}/rows/{nth}/help',
  summary: 'Take a family of one’s list in hand, or say what was given: a referral like any other',
  tag: 'lists',
  request: {
    params: z.object({ listNo, nth: z.string().regex(/^[1-9]\d{0,4}$/) }),
    body: jsonBody(ListHelpBody),
  },
  answer: DepartmentListAnswer,
  status: 201,
})

/** 向部门开放端口: lists by attributes for a stated purpose, kept as drawn, and the help that comes of them. */
export const departmentListRoutes = ({ api, backend }: RouteContext): void => {
  api.openapi(list, async (c) => {
    const asker = c.get('person')
    const to = asker.role === 'department' ? userOf(asker) : null
    const found = await readLists(backend.sql, { within: regionsOf(asker), to, limit: MOST_LISTS })
    return c.json({ lists: await seeLists(backend, found) }, 200)
  })
  api.openapi(draw, async (c) => {
    const asker = c.get('person')
    const { commandId, attributes, rows: most, region = asker.region, ...about } = c.req.valid('json')
    const listNo = listNoOf(region, commandId)
    c.set('told', { subject: listNo, purpose: listPurposeWords[about.purpose].zh })
    if (!seesRegion(asker, region)) return refuse('conflict', '这个区划不在您的辖区内，请核对区划。')
    const within = region === ALL_REGIONS ? '' : regionPrefix(region)
    const at = new Date(backend.nowMs()).toISOString()
    await drawList(backend.sql, {
      ...{ ...about, listNo, region, asked: attributes, drawnOn: backend.today(), drawnBy: asker.staffNo },
      ...{ at, within, most },
    })
    const drawn = await listOf(backend, asker, listNo)
    return c.json(await told(c, backend, asker, drawn), 201)
  })
  api.openapi(detail, async (c) => {
    const asker = c.get('person')
    const drawn = await listOf(backend, asker, c.req.valid('param').listNo)
    return c.json(await told(c, backend, asker, drawn), 200)
  })
  api.openapi(help, async (c) => {
    const asker = c.get('person')
    const { listNo: asked, nth: written } = c.req.valid('param')
    const { commandId, programme, note, given } = c.req.valid('json')
    const user = userOf(asker)
    const drawn = await listOf(backend, asker, asked)
    const nth = Number(written)
    const row = (await readListRows(backend.sql, drawn.listNo)).find((each) => each.nth === nth)
    if (row === undefined || row.region === null) return refuse('not-found', '名单上没有这一户，请核对序号。')
    if (!backend.programmes.some(({ id }) => id === programme))
      return refuse('conflict', '没有这个救助项目，请从项目列表中选择。')
    const household = (await readHouseholds(backend.sql, [row.household])).get(row.household)
    const about = { household: row.household, householdNo: row.householdNo, region: row.region }
    const done = await backend.tasks.cases.help(
      {
        ...{ ...about, listNo: drawn.listNo, purpose: drawn.purpose, head: household?.assessment.members[0] ?? null },
        ...{ programme, note, given, commandId, nth },
      },
      user,
    )
    if (!done.ok) return refuse('conflict', done.detail)
    return c.json(await told(c, backend, asker, drawn), 201)
  })
}

/** Which families were seen, for what: kept in the audit with the list. */
const told = async (c: Context<ConsoleEnv>, backend: Backend, asker: Person, drawn: DepartmentList) => {
  const rows = await readListRows(backend.sql, drawn.listNo)
  const whom = rows.map(({ household }) => household)
  c.set('told', { subject: drawn.listNo, purpose: listPurposeWords[drawn.purpose].zh, whom, fields: ['list'] })
  return seeList(backend, asker, drawn, rows)
}

/** The list, if it was drawn for the asker’s office or in the asker’s regions; otherwise it is not there. */
const listOf = async (backend: Backend, asker: Person, listNo: string): Promise<DepartmentList> => {
  const known = await readList(backend.sql, listNo)
  const sees =
    known !== undefined && (asker.role === 'department' ? isFor(known, userOf(asker)) : seesRegion(asker, known.region))
  return sees ? known : refuse('not-found', '没有这份名单，或它不是给您单位的。')
}

const isFor = (known: DepartmentList, { department, unit, region }: DepartmentUser): boolean =>
  known.department === department && (known.unit === null || known.unit === unit) && isWithin(known.region, region)

const userOf = ({ staffNo, department = null, unit = null, region }: Person): DepartmentUser =>
  department === null
    ? refuse('not-allowed', '您的账号没有登记所属部门，请联系系统管理员。')
    : { staffNo, department, unit, region }
