import type { Aid } from '@shouwang/contracts'
import { giveAid } from '../aid/give-aid.ts'
import type { HouseholdFile } from '../household-file.ts'
import { type Circumstances, noStep, type Step } from '../step.ts'
import type { Worker } from '../tasks/command.ts'
import { withoutIdentifiers } from '../without-identifiers.ts'
import type { OpenCase } from './case-command.ts'
import { caseId } from './case-id.ts'
import { type Need, openCaseAbout, openingOf } from './open-case.ts'
import type { CasePerformed } from './perform-case.ts'
import { recordCase } from './record-case.ts'

/** The case that a need goes to: the one that is open about it, else the household's next. */
export const caseIdFor = (file: HouseholdFile, need: Pick<Need, 'matter' | 'department'>): string =>
  openCaseAbout(file, need)?.caseId ?? caseId(file.household, file.casesOpened + 1)

/**
 * Opens a case about a need, or feeds the one that is open about it; with what was given on the spot, where it was. `command` is
 * the id of what was asked of the case itself.
 */
export const takeInHand = (
  step: Step,
  id: string,
  need: Need,
  aid: Aid | null,
  c: Circumstances,
  command?: string,
): CasePerformed => {
  const { taskId, outcome, leads, note } = need
  const known = openCaseAbout(step.file, need)
  const begun =
    known === undefined
      ? recordCase(step, id, undefined, [openingOf(step.file, need, c)], c, command)
      : recordCase(step, id, known, [{ type: 'CaseFed', taskId, outcome, leads: [...leads], note }], c, command)
  const now = begun.file.cases.find((each) => each.caseId === id)
  if (aid === null || now === undefined) return { ok: true, step: begun }
  const given = giveAid(begun.file, now, aid, c)
  if (typeof given === 'string') return { ok: false, refusal: given }
  return { ok: true, step: recordCase(begun, id, now, given, c) }
}

/** Opens a case without a task: an application at the window, a referral, a lead that a person reported. */
export const openCase = (
  file: HouseholdFile,
  asked: OpenCase,
  worker: Worker,
  circumstances: Circumstances,
): CasePerformed => {
  const c = { ...circumstances, by: worker.staffNo }
  const { matter, origin, department, urgent, householdNo, region, head, commandId } = asked
  const known = file.version > 0 ? file : { ...file, householdNo, region, head }
  const note = withoutIdentifiers(asked.note)
  if (worker.role === null) return { ok: false, refusal: 'case-not-yours' }
  if (note === '') return { ok: false, refusal: 'case-note-needed' }
  const need: Need = {
    matter,
    origin,
    department: matter === 'referral' ? department : (department ?? 'civil-affairs'),
    direction: urgent ? 'urgent' : null,
    level: 'none',
    region: asked.place ?? known.region ?? worker.region,
    taskId: null,
    outcome: null,
    leads: [],
    note,
  }
  return takeInHand(noStep(known), caseIdFor(known, need), need, null, c, commandId)
}
