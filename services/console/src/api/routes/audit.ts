import { roleWords } from '@shouwang/casework'
import {
  AuditCheckedAnswer,
  AuditListAnswer,
  AuditOfPersonBody,
  AuditQuery,
  AuditVerifyQuery,
} from '@shouwang/console-api'
import { PersonId } from '@shouwang/contracts'
import { listAudit, readHouseholdOf, verifyAudit, type WrittenAuditLine } from '@shouwang/postgres'
import { operationWords } from '../../views/operation-words.ts'
import { refuse } from '../problem.ts'
import { jsonBody, jsonRoute, type RouteContext } from '../route.ts'

const MOST_OF_PERSON = 1_000

const list = jsonRoute({
  method: 'get',
  path: '/audit',
  summary: 'Lines of the audit, the newest first',
  tag: 'audit',
  request: { query: AuditQuery },
  answer: AuditListAnswer,
})
const verify = jsonRoute({
  method: 'get',
  path: '/audit/verify',
  summary: 'Whether every line follows from the one before, and a head that was noted earlier is still there',
  tag: 'audit',
  request: { query: AuditVerifyQuery },
  answer: AuditCheckedAnswer,
})
const ofPerson = jsonRoute({
  method: 'post',
  path: '/audit/of-person',
  summary: 'Who read what of one person, or of the household, and why',
  tag: 'audit',
  request: { body: jsonBody(AuditOfPersonBody) },
  answer: AuditListAnswer,
})

/** The auditor's desk: reads what everybody did, and nothing else. */
export const auditRoutes = ({ api, backend }: RouteContext): void => {
  api.openapi(list, async (c) => {
    const { limit, ...filter } = c.req.valid('query')
    return c.json({ lines: (await listAudit(backend.sql, filter, limit)).map(shown) }, 200)
  })
  api.openapi(verify, async (c) => c.json(await verifyAudit(backend.sql, c.req.valid('query').head), 200))
  api.openapi(ofPerson, async (c) => {
    const { person: written } = c.req.valid('json')
    const pseudonym = PersonId.safeParse(written)
    const person = pseudonym.success ? pseudonym.data : backend.vault.pseudonym(written)
    if (person === undefined) return refuse('not-found', '没有这个身份证号：请核对校验码，或使用 p_ 开头的人员编号。')
    c.set('told', { whom: [person] })
    const household = await readHouseholdOf(backend.sql, person)
    const whom = household === undefined ? [person] : [person, household.household]
    return c.json({ lines: (await listAudit(backend.sql, { whom }, MOST_OF_PERSON)).map(shown) }, 200)
  })
}

const shown = (line: WrittenAuditLine) => ({
  ...line,
  whom: [...line.whom],
  fields: [...line.fields],
  what: operationWords(line.action),
  roleName: (roleWords as Readonly<Record<string, { readonly zh: string }>>)[line.role]?.zh ?? '',
})
