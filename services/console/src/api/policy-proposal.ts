import { caseworkParameters, reportParameters } from '@shouwang/casework'
import { PolicyPath } from '@shouwang/console-api'
import { addDays, type Day } from '@shouwang/contracts'
import { policyNumbersRead } from '@shouwang/indicators'
import {
  type AdoptedDraft,
  adoptedBooks,
  adoptionProblems,
  checkPolicies,
  differenceText,
  draftBase,
  draftDigest,
  draftPrefixes,
  firstDayOfDraft,
  loadPolicies,
  type PolicyBook,
  type PolicyDraft,
} from '@shouwang/policy'
import {
  lockPolicyAdoptions,
  type Proposal,
  type Queryable,
  readPolicyAdoptions,
  savePolicyAdoption,
} from '@shouwang/postgres'
import { draftOf } from '@shouwang/service-process'
import { refuse } from './problem.ts'

/** The files that somebody drafted, by their path. Refuses a draft without any, and one of files that are no policies. */
export const filesOfDraft = (files: Readonly<Record<string, string>>): PolicyDraft => {
  const paths = Object.keys(files)
  if (paths.length === 0) refuse('conflict', '草案里没有 regions/ 或 programmes/ 下的文件。')
  const elsewhere = paths.find((path) => !PolicyPath.safeParse(path).success)
  if (elsewhere !== undefined)
    refuse('conflict', `${elsewhere} 不是政策文件：草案只能改动 regions/ 或 programmes/ 下的 .yaml 文件。`)
  return new Map(Object.entries(files))
}

/** A proposed change of policy, as `change` of its proposal keeps it. */
type PolicyChange = {
  readonly files: Readonly<Record<string, string>>
  readonly from: Day
  /** What the draft changes on its first day, a line each. */
  readonly says: readonly string[]
  readonly digest: string
  /** Says which texts the files had when the draft was proposed. */
  readonly base: string
}

/** Reads the change of a proposal of kind `policy`. */
export const policyChangeOf = (change: string): PolicyChange => JSON.parse(change) as PolicyChange

/** A draft as a proposal keeps it. @throws Problem with a line for each thing that is wrong with it */
export const proposedDraft = async (
  sql: Queryable,
  files: Readonly<Record<string, string>>,
  asked: Day | undefined,
  today: Day,
): Promise<PolicyChange> => {
  const draft: PolicyDraft = new Map(Object.entries(files))
  const drafts = (await readPolicyAdoptions(sql)).map(draftOf)
  const from = asked ?? firstDayOfDraft(draft, today)
  const says = checked(drafts, draft, from, today)
  return { files, from, says, digest: draftDigest(from, draft), base: draftBase(drafts, draft) }
}

/** Keeps a confirmed draft; checked once more, since others may have been adopted in between. */
export const adoptDraft = async (
  tx: Queryable,
  { id, change, why, region, proposedBy }: Proposal,
  { by, today }: { readonly by: string; readonly today: Day },
): Promise<void> => {
  await lockPolicyAdoptions(tx)
  const { files, from, digest, base } = policyChangeOf(change)
  const draft: PolicyDraft = new Map(Object.entries(files))
  const drafts = (await readPolicyAdoptions(tx)).map(draftOf)
  if (draftBase(drafts, draft) !== base)
    refuse('conflict', '提出以后，同一文件又有了别的改动。请在最新文件上重新起草、试算、提出。')
  checked(drafts, draft, from, today)
  const kept = { proposal: id, from, files: JSON.stringify(files), digest, why, region, proposedBy }
  await savePolicyAdoption(tx, { ...kept, confirmedBy: by })
}

/** What a draft changes on its first day, in words. */
export const policyWords = (change: string): string => {
  const { from, says, digest } = policyChangeOf(change)
  return `政策草案 ${digest.slice(0, 8)}，自 ${from} 起：${says.join('；')}`
}

/** What a draft says, once it is sure that it can be adopted beside the others. */
const checked = (drafts: readonly AdoptedDraft[], draft: PolicyDraft, from: Day, today: Day): readonly string[] => {
  if (from <= today)
    refuse(
      'conflict',
      `草案最早从 ${addDays(today, 1)} 起采用，${from} 太早：各处须在生效前知道。数值的起始日可以早于采用日。`,
    )
  const problems = adoptionProblems(drafts, from, draft)
  if (problems.length > 0) refuse('conflict', problems.join('\n'))
  const { before, after } = books(drafts, draft, from)
  const faults = faultsIn(after, from)
  const known = new Set(faultsIn(before, from))
  const brought = faults.filter((each) => !known.has(each))
  if (brought.length > 0) refuse('conflict', brought.join('\n'))
  const says = draftPrefixes(draft).flatMap((area) => differenceText(before, after, area, from))
  if (says.length === 0) refuse('conflict', `草案自 ${from} 起没有改变任何标准，请核对数值和起始日。`)
  return says
}

/** What is well formed and still wrong: a contradiction, a number that cannot be, one that no rule reads. */
const faultsIn = (book: PolicyBook, day: Day): readonly string[] =>
  checkPolicies(book, day, [...policyNumbersRead(book), ...caseworkParameters, ...reportParameters])
    .filter(({ kind }) => kind !== 'gap' && kind !== 'run-out')
    .map(({ text }) => `${text}。`)

const books = (drafts: readonly AdoptedDraft[], draft: PolicyDraft, from: Day) => {
  try {
    const newest = { adoption: Number.MAX_SAFE_INTEGER, from, draft }
    const all = adoptedBooks([...drafts, newest])
    const index = all.findIndex(({ adoption }) => adoption === newest.adoption)
    const after = all[index]?.book
    if (after === undefined) throw new Error('the draft is not among the adopted ones')
    return { before: all[index - 1]?.book ?? loadPolicies(), after }
  } catch (error) {
    return refuse('conflict', error instanceof Error ? error.message : String(error))
  }
}
