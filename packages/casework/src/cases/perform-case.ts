import { addDays, type CaseResult, type Day } from '@shouwang/contracts'
import { appeal, approve, decide, sendBack } from '../aid/decide-aid.ts'
import { giveAid, reverseAid } from '../aid/give-aid.ts'
import { recover } from '../aid/recover.ts'
import { takeCheck } from '../checks/take-check.ts'
import type { HouseholdFile } from '../household-file.ts'
import { giftsOf, isUnderWay } from '../referrals/case-referral.ts'
import { recall, refer } from '../referrals/refer-case.ts'
import { covers } from '../route.ts'
import { type Circumstances, noStep, type Step } from '../step.ts'
import type { Worker } from '../tasks/command.ts'
import { withoutIdentifiers } from '../without-identifiers.ts'
import type { CaseRefusal } from '../words/case-refusals.ts'
import { type Case, isCaseOver, recoverableFen, recoveredFen } from './case.ts'
import type { CaseCommand } from './case-command.ts'
import { completedByWords, firstStep, stepAfter, stepDue } from './procedure.ts'
import { type CaseEventDraft, recordCase } from './record-case.ts'

/** What became of a command: it happened, or why not. The same command again happens without a line. */
export type CasePerformed =
  | { readonly ok: true; readonly step: Step }
  | { readonly ok: false; readonly refusal: CaseRefusal }

type Answer = CaseRefusal | readonly CaseEventDraft[]
type Asked<T extends CaseCommand['type']> = Extract<CaseCommand, { type: T }>

/** Does to a case what a worker asks, if it may be done. `known` is the case that the command names, over or not. */
export const performCase = (
  file: HouseholdFile,
  known: Case | undefined,
  command: CaseCommand,
  worker: Worker,
  circumstances: Circumstances,
): CasePerformed => {
  const c = { ...circumstances, by: worker.staffNo }
  if (known === undefined) return { ok: false, refusal: 'no-such-case' }
  if (command.commandId !== undefined && known.commands.includes(command.commandId))
    return { ok: true, step: noStep(file) }
  const answer = whyNotAsk(known, command, worker) ?? answerTo(file, known, command, worker, c)
  if (typeof answer === 'string') return { ok: false, refusal: answer }
  const step = recordCase(noStep(file), known.caseId, known, answer, c, command.commandId)
  return { ok: true, step: command.type === 'JoinCase' ? feedJoined(step, known, command.into, c) : step }
}

const whyNotAsk = (known: Case, command: CaseCommand, worker: Worker): CaseRefusal | null => {
  if (!mayWorkCase(known, worker) && !mayHandOnLetter(known, command, worker)) return 'case-not-yours'
  if (command.expectedSeq !== undefined && command.expectedSeq !== known.seq) return 'case-outdated'
  if (command.type === 'ReopenCase') return known.status === 'closed' ? null : 'case-not-over'
  if (command.type === 'AppealDecision' && known.status === 'closed') return null
  if (isCaseOver(known)) return 'case-over'
  if (known.status === 'paused' && !whilePaused.includes(command.type)) return 'case-paused'
  return null
}

const whilePaused: readonly CaseCommand['type'][] = [
  'ResumeCase',
  'NoteCase',
  'HandOverCase',
  'CloseCase',
  'RecallReferral',
]

/** The owner, and everyone above a grid worker whose area it is. */
const mayWorkCase = (known: Case, { staffNo, role, region }: Worker): boolean =>
  role !== null && (known.owner === staffNo || (role !== 'grid-worker' && covers({ role, region }, known.region)))

/** The letter is signed at the visit, whoever's case it is for. */
const mayHandOnLetter = (known: Case, { type }: CaseCommand, { role, region }: Worker): boolean =>
  type === 'RecordAuthorisation' && role !== null && covers({ role, region }, known.region)

const answerTo = (file: HouseholdFile, known: Case, command: CaseCommand, worker: Worker, c: Circumstances): Answer => {
  switch (command.type) {
    case 'CompleteStep':
      return completeStep(known, command, c)
    case 'RecordAuthorisation':
      return command.authorisation.validUntil < c.day
        ? 'authorisation-over'
        : [{ type: 'AuthorisationRecorded', authorisation: command.authorisation }]
    case 'TakeCheck':
      return takeCheck(known, c)
    case 'Decide':
      return worker.role === 'grid-worker'
        ? 'not-yours-to-decide'
        : (atDecision(known) ?? decide(known, command.decision, worker, c))
    case 'ApproveDecision':
      return approve(known, worker, c)
    case 'ReturnDecision':
      return sendBack(known, worker, command.why, c)
    case 'GiveAid':
      return giveAid(file, known, command.aid, c)
    case 'ReverseAid':
      return reverseAid(known, command.aidId, command.why, c)
    case 'RecordRecovery':
      return recover(known, command.recovery, worker, c)
    case 'AppealDecision':
      return appeal(known, command.decisionNo, command.note, c)
    case 'ReferCase':
      return refer(known, command.referral, c)
    case 'RecallReferral':
      return recall(known, command.referralId, command.why)
    case 'NoteCase':
      return noted(command.note, (note) => [{ type: 'CaseNoted', note }])
    case 'PauseCase':
      if (command.until <= c.day) return 'until-not-later'
      return noted(command.why, (note) => [{ type: 'CasePaused', note, until: command.until }])
    case 'ResumeCase':
      if (known.status !== 'paused') return 'case-not-paused'
      return [{ type: 'CaseResumed', dueOn: stepDue(c.day, known.step, known.class, c.rules) }]
    case 'HandOverCase':
      return handOver(known, command, worker, c)
    case 'GradeCase':
      return noted(command.why, (note) => [
        {
          type: 'CaseGraded',
          class: command.class,
          kind: command.kind,
          grade: command.grade,
          reasons: ['by-hand'],
          note,
        },
      ])
    case 'JoinCase':
      return command.into !== known.caseId && file.cases.some(({ caseId }) => caseId === command.into)
        ? [{ type: 'CaseJoined', into: command.into }]
        : 'cannot-join'
    case 'CloseCase':
      return close(known, command, worker, c)
    case 'ReopenCase':
      return reopen(known, command.why, c)
    default:
      return command satisfies never
  }
}

const noted = (words: string, drafts: (note: string) => readonly CaseEventDraft[]): Answer => {
  const note = withoutIdentifiers(words)
  return note === '' ? 'case-note-needed' : drafts(note)
}

/** Relief given first is decided when its papers are there; all else when the steps before are done. */
const atDecision = ({ step, matter }: Case): CaseRefusal | null =>
  step === 'decision' || (matter === 'relief' && step !== 'return-visit') ? null : 'other-step'

const completeStep = (known: Case, { note: words, department }: Asked<'CompleteStep'>, c: Circumstances): Answer => {
  const { step, matter } = known
  if (!completedByWords.includes(step)) return 'other-step'
  const to = department ?? known.department
  if (step === 'referral' && to === null) return 'department-needed'
  if (step === 'referral' && known.referrals.some(isUnderWay)) return 'referral-open'
  if (step === 'recovery' && recoveredFen(known) < recoverableFen(known)) return 'recovery-open'
  const next = stepAfter(matter, step)
  const checked = step === 'check' && c.checked !== undefined ? takeCheck(known, c) : []
  if (typeof checked === 'string') return checked
  return noted(words, (note) => [
    ...checked,
    { type: 'StepCompleted', step, note, department: to, next, dueOn: stepDue(c.day, next, known.class, c.rules) },
  ])
}

const handOver = (
  known: Case,
  { owner, why }: Asked<'HandOverCase'>,
  worker: Worker,
  { places }: Circumstances,
): Answer => {
  const next = places.staff.get(owner)
  if (next === undefined || worker.role === null || !covers({ role: worker.role, region: worker.region }, next.region))
    return 'no-such-owner'
  return noted(why, (note) => [{ type: 'CaseAssigned', owner, why: 'handed-over', region: known.region, note }])
}

/** Money, goods or a service reached the family: by this case, or by a department that it was referred to. */
const isHelped = ({ aid, referrals }: Case): boolean =>
  aid.some(({ reversedOn }) => reversedOn === null) || referrals.some((each) => giftsOf(each).length > 0)

/** What has to be on record before a case may say that it came to this. */
const missingFor = (known: Case, result: CaseResult): CaseRefusal | null => {
  const decided = (wanted: readonly string[]) => known.decisions.some((each) => wanted.includes(each.result))
  if (known.papersDueOn !== null) return 'papers-due'
  if (known.referrals.some(isUnderWay)) return 'referral-open'
  switch (result) {
    case 'helped':
      if (known.step === 'aid') return 'step-open'
      return isHelped(known) ? null : 'nothing-given'
    case 'referred-done':
      return known.matter === 'referral' && known.step === 'return-visit' ? null : 'step-open'
    case 'refused':
      return decided(['refused']) ? null : 'not-decided'
    case 'adjusted':
      return decided(['adjusted', 'stopped']) ? null : 'not-decided'
    case 'withdrawn':
    case 'no-need':
    case 'not-possible':
      return null
    default:
      return result satisfies never
  }
}

const close = (known: Case, { result, note: words }: Asked<'CloseCase'>, worker: Worker, c: Circumstances): Answer => {
  const missing = worker.role === 'grid-worker' ? 'case-not-yours' : missingFor(known, result)
  return missing ?? noted(words, (note) => [{ type: 'CaseClosed', result, note, restUntil: restUntil(known, c) }])
}

/** Until when the leads of a closed case may rest; then they are looked at again if they still hold. */
const restUntil = ({ outcome }: Case, { day, rules }: Circumstances): Day =>
  addDays(day, Math.max(1, rules.suppressDays[outcome ?? 'keep-watching']))

const reopen = (known: Case, why: string, c: Circumstances): Answer => {
  const step = firstStep(known.matter)
  const { owner } = known
  return noted(why, (note) => [
    { type: 'CaseReopened', owner, step, note, dueOn: stepDue(c.day, step, known.class, c.rules) },
  ])
}

const feedJoined = (step: Step, joined: Case, into: string, c: Circumstances): Step => {
  const target = step.file.cases.find(({ caseId }) => caseId === into)
  if (target === undefined) return step
  const [taskId = null] = joined.taskIds
  const fed: CaseEventDraft = { type: 'CaseFed', taskId, outcome: joined.outcome, leads: [...joined.leads], note: '' }
  return recordCase(step, into, target, [fed], c)
}
