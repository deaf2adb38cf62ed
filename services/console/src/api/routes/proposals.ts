import { z } from '@hono/zod-openapi'
import { departmentWords, roleWords } from '@shouwang/casework'
import {
  type Action,
  Proposal as ProposalAnswer,
  ProposalId,
  ProposalListAnswer,
  ProposalQuery,
} from '@shouwang/console-api'
import type { Day } from '@shouwang/contracts'
import {
  addOperatorKey,
  decideProposal,
  deleteSessionsOf,
  listProposals,
  type OperatorKey,
  type Proposal,
  type Queryable,
  type RegionRow,
  readProposal,
  type StaffRow,
  saveRegions,
  saveStaff,
} from '@shouwang/postgres'
import type { Backend } from '../../backend/backend.ts'
import { agreementWords } from '../../registry/agreement-words.ts'
import { type Person, personMay, regionsOf, seesRegion } from '../../sign-in/access.ts'
import { erasureWords, liftProposed, orderProposed } from '../erasure-proposal.ts'
import { adoptDraft, policyWords } from '../policy-proposal.ts'
import { refuse } from '../problem.ts'
import { jsonRoute, type RouteContext } from '../route.ts'

const MOST = 500
const params = z.object({ id: ProposalId })

const list = jsonRoute({
  method: 'get',
  path: '/proposals',
  summary: 'Changes and looks that wait for a second person, and those that were decided',
  tag: 'proposals',
  request: { query: ProposalQuery },
  answer: ProposalListAnswer,
})
const confirm = jsonRoute({
  method: 'post',
  path: '/proposals/{id}/confirm',
  summary: 'Confirms what somebody else proposed; it takes effect at once',
  tag: 'proposals',
  request: { params },
  answer: ProposalAnswer,
})
const decline = jsonRoute({
  method: 'post',
  path: '/proposals/{id}/refuse',
  summary: 'Refuses what somebody else proposed',
  tag: 'proposals',
  request: { params },
  answer: ProposalAnswer,
})

/** The second person's desk: staff, roles and regions change, and data officers look, only after two agreed. */
export const proposalRoutes = ({ api, backend }: RouteContext): void => {
  api.openapi(list, async (c) => {
    const asker = c.get('person')
    const { state } = c.req.valid('query')
    const rows = await listProposals(backend.sql, { state, within: regionsOf(asker), limit: MOST })
    const shown = rows.filter((row) => row.proposedBy === asker.staffNo || mayDecideKind(asker, row))
    return c.json({ proposals: shown.map((row) => seen(asker, row)) }, 200)
  })
  api.openapi(confirm, async (c) =>
    c.json(await decide(backend, c.get('person'), c.req.valid('param').id, 'confirmed'), 200),
  )
  api.openapi(decline, async (c) =>
    c.json(await decide(backend, c.get('person'), c.req.valid('param').id, 'refused'), 200),
  )
}

const DECIDES: Readonly<Record<Proposal['kind'], Action>> = {
  staff: 'decide-staff',
  region: 'decide-staff',
  'operator-key': 'decide-staff',
  unmask: 'decide-disclosure',
  'open-row': 'decide-disclosure',
  policy: 'decide-policy',
  erase: 'decide-retention',
  'lift-hold': 'decide-retention',
}

const mayDecideKind = (asker: Person, { kind }: Proposal): boolean => personMay(asker, DECIDES[kind])

const decide = (backend: Backend, asker: Person, id: number, state: 'confirmed' | 'refused') =>
  backend.sql.transaction(async (tx) => {
    const proposal = await readProposal(tx, id)
    if (proposal === undefined || !seesRegion(asker, proposal.region) || !mayDecideKind(asker, proposal))
      return refuse('not-found', '没有这项待确认的事项，或不由您确认。')
    if (proposal.proposedBy === asker.staffNo)
      return refuse('not-allowed', '自己提出的事项不能由自己确认，请由另一名有权限的人员办理。')
    if (proposal.kind === 'staff' && proposal.subject === asker.staffNo)
      return refuse('not-allowed', '涉及本人的人员变更不能由本人确认，请由另一名安全管理员办理。')
    if (!(await decideProposal(tx, id, { state, by: asker.staffNo })))
      return refuse('conflict', '这项事项已经处理过。请刷新列表。')
    if (state === 'confirmed') await takeEffect(tx, proposal, { by: asker.staffNo, today: backend.today() })
    return seen(asker, (await readProposal(tx, id)) ?? proposal)
  })

const takeEffect = async (
  tx: Queryable,
  proposal: Proposal,
  confirmed: { readonly by: string; readonly today: Day },
): Promise<void> => {
  const { kind, subject, change, proposedBy } = proposal
  if (kind === 'policy') await adoptDraft(tx, proposal, confirmed)
  if (kind === 'erase') await orderProposed(tx, proposal, confirmed)
  if (kind === 'lift-hold') await liftProposed(tx, proposal, confirmed.by)
  if (kind === 'operator-key') {
    const key = JSON.parse(change) as OperatorKey & { readonly keyHash: string }
    if (!(await addOperatorKey(tx, { ...key, createdBy: proposedBy })))
      refuse('conflict', `已有名为“${subject}”的操作员密钥。请先停用原来的，或换一个名字。`)
  }
  if (kind === 'region') await saveRegions(tx, [JSON.parse(change) as RegionRow])
  if (kind !== 'staff') return
  await saveStaff(tx, [JSON.parse(change) as StaffRow])
  await deleteSessionsOf(tx, subject)
}

const seen = (asker: Person, row: Proposal): ProposalAnswer => {
  const { change: _, ...shown } = row
  const own = row.proposedBy === asker.staffNo || (row.kind === 'staff' && row.subject === asker.staffNo)
  return { ...shown, what: whatWords(row), mayDecide: row.state === 'waiting' && !own && mayDecideKind(asker, row) }
}

const whatWords = (proposal: Proposal): string => {
  const { kind, subject, change } = proposal
  if (kind === 'erase') return erasureWords(proposal)
  if (kind === 'lift-hold') return `解除 ${(JSON.parse(change) as { orderNo: string }).orderNo} 的数据保全`
  if (kind === 'staff') {
    const { name, role, region, department, unit } = JSON.parse(change) as StaffRow
    const office = department == null ? '' : `（${departmentWords[department].zh}${unit == null ? '' : `，${unit}`}）`
    return `工号 ${subject}：${name}，${roleWords[role].zh}${office}，负责区划 ${region}`
  }
  if (kind === 'region') {
    const { name, parent } = JSON.parse(change) as RegionRow
    return `区划 ${subject}：${name}，上级 ${parent ?? '无'}`
  }
  if (kind === 'policy') return policyWords(change)
  if (kind === 'operator-key') {
    const { region, expiresAt, actions, agreement } = JSON.parse(change) as OperatorKey
    const key = `操作员密钥 ${subject}：${actions.join('、')}，区划 ${region}，至 ${expiresAt.slice(0, 10)}`
    return agreement == null ? key : `${key}；${agreementWords(agreement)}`
  }
  return kind === 'open-row' ? `查看隔离行原文 ${subject}` : `查看身份信息 ${subject}`
}
