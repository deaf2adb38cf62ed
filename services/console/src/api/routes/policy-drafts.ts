import { z } from '@hono/zod-openapi'
import {
  PolicyAdoptionListAnswer,
  PolicyDraftAnswer,
  PolicyDraftBody,
  PolicyDraftFilesAnswer,
  PolicyFileAnswer,
  PolicyFileQuery,
  ProposalId,
} from '@shouwang/console-api'
import { draftPrefixes, newestText } from '@shouwang/policy'
import { readPolicyAdoptions, readProposal, saveProposals } from '@shouwang/postgres'
import { draftOf } from '@shouwang/service-process'
import { type Person, personMay, seesRegion } from '../../sign-in/access.ts'
import { filesOfDraft, policyChangeOf, proposedDraft } from '../policy-proposal.ts'
import { refuse } from '../problem.ts'
import { jsonBody, jsonRoute, type RouteContext } from '../route.ts'

const propose = jsonRoute({
  method: 'post',
  path: '/policy-drafts',
  summary: 'Proposes a draft of changed policies; a second person confirms it, and it holds from its day on',
  tag: 'proposals',
  request: { body: jsonBody(PolicyDraftBody) },
  answer: PolicyDraftAnswer,
  status: 202,
})
const open = jsonRoute({
  method: 'get',
  path: '/policy-drafts/{id}',
  summary: 'The files of a proposed draft, for who is to confirm it',
  tag: 'proposals',
  request: { params: z.object({ id: ProposalId }) },
  answer: PolicyDraftFilesAnswer,
})
const adopted = jsonRoute({
  method: 'get',
  path: '/policy-adoptions',
  summary: 'Drafts that were adopted: from when on, who signed, how many households were concerned',
  tag: 'proposals',
  answer: PolicyAdoptionListAnswer,
})
const file = jsonRoute({
  method: 'get',
  path: '/policy-files',
  summary: 'A policy file as it was adopted or shipped last: what a draft begins with',
  tag: 'reports',
  request: { query: PolicyFileQuery },
  answer: PolicyFileAnswer,
})

/** Numbers of policy change only as proposals that a second person confirms, from a day on. */
export const policyDraftRoutes = ({ api, backend }: RouteContext): void => {
  api.openapi(propose, async (c) => {
    const asker = c.get('person')
    const { files, from, why } = c.req.valid('json')
    c.set('told', { subject: Object.keys(files).join(' '), purpose: why })
    const elsewhere = outside(asker, filesOfDraft(files))
    if (elsewhere !== undefined)
      refuse('not-allowed', `草案改动了 ${elsewhere} 的规定，它不在您负责的区域。上级的标准由上级提出。`)
    const change = await proposedDraft(backend.sql, files, from, backend.today())
    const about = { kind: 'policy', subject: change.digest.slice(0, 16), why, region: asker.region } as const
    const [proposal = 0] = await saveProposals(backend.sql, [
      { ...about, change: JSON.stringify(change), proposedBy: asker.staffNo },
    ])
    return c.json({ proposal, from: change.from, says: [...change.says], digest: change.digest }, 202)
  })
  api.openapi(open, async (c) => {
    const asker = c.get('person')
    const proposal = await readProposal(backend.sql, c.req.valid('param').id)
    const own = proposal?.proposedBy === asker.staffNo
    if (
      proposal?.kind !== 'policy' ||
      !seesRegion(asker, proposal.region) ||
      !(own || personMay(asker, 'decide-policy'))
    )
      return refuse('not-found', '没有这份草案，或不由您确认。')
    const { files, from, says, digest } = policyChangeOf(proposal.change)
    return c.json({ proposal: proposal.id, from, says: [...says], digest, why: proposal.why, files: { ...files } }, 200)
  })
  api.openapi(adopted, async (c) => {
    const rows = await readPolicyAdoptions(backend.sql)
    const adoptions = rows.toReversed().map(({ files, marked, markedAt, ...row }) => ({
      ...row,
      paths: Object.keys(JSON.parse(files)),
      concerned: markedAt === null ? null : marked,
    }))
    return c.json({ adoptions }, 200)
  })
  api.openapi(file, async (c) => {
    const { path } = c.req.valid('query')
    const text = newestText((await readPolicyAdoptions(backend.sql)).map(draftOf), path)
    return text === null ? refuse('not-found', `没有政策文件 ${path}。`) : c.json({ path, text }, 200)
  })
}

/** The first area of a draft that is not the asker's business; undefined where all are. */
const outside = (asker: Person, draft: ReadonlyMap<string, string>): string | undefined =>
  draftPrefixes(draft)
    .find((prefix) => !seesRegion(asker, prefix.padEnd(12, '0')))
    ?.padEnd(6, '0')
