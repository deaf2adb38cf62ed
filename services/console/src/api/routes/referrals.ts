import { z } from '@hono/zod-openapi'
import { caseOfReferral, type DepartmentUser, isReferredTo, purposeWords } from '@shouwang/casework'
import {
  OfficeListAnswer,
  ReferralAnswerBody,
  ReferralContactAnswer,
  ReferralItem,
  ReferralListAnswer,
  ReferralQuery,
} from '@shouwang/console-api'
import { loadCase, type ReferralRow, readOffices, readReferrals } from '@shouwang/postgres'
import type { Backend } from '../../backend/backend.ts'
import { type Person, regionsOf, seesRegion } from '../../sign-in/access.ts'
import { seeReferralContact, seeReferrals } from '../../views/referral-view.ts'
import { looks } from '../looks.ts'
import { refuse } from '../problem.ts'
import { jsonBody, jsonRoute, type RouteContext } from '../route.ts'

const params = z.object({ referralId: z.string().min(1).max(200) })

const list = jsonRoute({
  method: 'get',
  path: '/referrals',
  summary: 'What was referred: to the asker’s office, or from the asker’s regions; soonest due first',
  tag: 'referrals',
  request: { query: ReferralQuery },
  answer: ReferralListAnswer,
})
const offices = jsonRoute({
  method: 'get',
  path: '/referral-offices',
  summary: 'Offices and organisations that have somebody to answer a referral',
  tag: 'referrals',
  answer: OfficeListAnswer,
})
const detail = jsonRoute({
  method: 'get',
  path: '/referrals/{referralId}',
  summary: 'One referral with its answers',
  tag: 'referrals',
  request: { params },
  answer: ReferralItem,
})
const answer = jsonRoute({
  method: 'post',
  path: '/referrals/{referralId}/answers',
  summary: 'Accept what was referred to one’s office, return it with a reason, tell progress or the result',
  tag: 'referrals',
  request: { params, body: jsonBody(ReferralAnswerBody) },
  answer: ReferralItem,
})
const contact = jsonRoute({
  method: 'post',
  path: '/referrals/{referralId}/contact',
  summary: 'Names, address and telephones of whom an accepted referral is about, while it is under way',
  tag: 'referrals',
  request: { params },
  answer: ReferralContactAnswer,
})

/** 转办: the inbox of departments and organisations, and the same seen from the regions that sent. */
export const referralRoutes = ({ api, backend, telemetry }: RouteContext): void => {
  const unhurried = looks(backend.sql, telemetry)
  api.openapi(list, async (c) => {
    const asker = c.get('person')
    const { status, overdue, department, household } = c.req.valid('query')
    const today = backend.today()
    const user = asker.role === 'department' ? userOf(asker) : undefined
    const rows = await readReferrals(backend.sql, {
      within: regionsOf(asker),
      to: user,
      status: status ?? ['sent', 'accepted'],
      department,
      ...(overdue === undefined ? {} : { dueBefore: today }),
      ...(user === undefined ? { householdNo: household } : {}),
    })
    const referrals = await seeReferrals(backend, asker, rows)
    const late = referrals.filter((each) => each.overdue).length
    return c.json({ referrals, total: referrals.length, overdue: late, today }, 200)
  })
  api.openapi(offices, async (c) =>
    c.json({ offices: await readOffices(backend.sql, regionsOf(c.get('person'))) }, 200),
  )
  api.openapi(detail, async (c) => {
    const asker = c.get('person')
    return c.json(await seen(backend, asker, await rowOf(backend, asker, c.req.valid('param').referralId)), 200)
  })
  api.openapi(answer, async (c) => {
    const asker = c.get('person')
    const { referralId } = c.req.valid('param')
    await rowOf(backend, asker, referralId)
    const done = await backend.tasks.cases.answer({ ...c.req.valid('json'), referralId }, userOf(asker))
    if (!done.ok) return refuse('conflict', done.detail)
    return c.json(await seen(backend, asker, await rowOf(backend, asker, referralId)), 200)
  })
  api.openapi(contact, async (c) => {
    const asker = c.get('person')
    const { referralId } = c.req.valid('param')
    const { known, referral } = await rowOf(backend, asker, referralId)
    const fields = ['name', 'address', 'phone']
    c.set('told', {
      whom: [...referral.persons],
      fields,
      task: referralId,
      purpose: purposeWords['department-help'].zh,
    })
    if (referral.status !== 'accepted')
      return refuse('not-allowed', '接收转办单之后、办结之前才能查看姓名、住址和电话。')
    await unhurried(asker)
    return c.json(await seeReferralContact(backend, known, referral), 200)
  })
}

const seen = async (backend: Backend, asker: Person, row: ReferralRow): Promise<ReferralItem> => {
  const [item] = await seeReferrals(backend, asker, [row])
  if (item === undefined) throw new RangeError(`referral ${row.referral.referralId} has no view`)
  return item
}

/** The referral, if it was sent to the asker's office, or from the asker's regions; otherwise it is not there. */
const rowOf = async (backend: Backend, asker: Person, referralId: string): Promise<ReferralRow> => {
  const caseId = caseOfReferral(referralId)
  const known = caseId === undefined ? undefined : await loadCase(backend.sql, caseId)
  const referral = known?.referrals.find((each) => each.referralId === referralId)
  const sees =
    known !== undefined &&
    referral !== undefined &&
    (asker.role === 'department'
      ? isReferredTo(referral, known.region, userOf(asker))
      : seesRegion(asker, known.region) || known.owner === asker.staffNo)
  return sees ? { known, referral } : refuse('not-found', '没有这张转办单，或它不是转给您单位的。')
}

const userOf = ({ staffNo, department = null, unit = null, region }: Person): DepartmentUser =>
  department === null
    ? refuse('not-allowed', '您的账号没有登记所属部门，请联系系统管理员。')
    : { staffNo, department, unit, region }
