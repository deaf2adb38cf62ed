import {
  answerReferral,
  type Case,
  type CaseCommand,
  type CasePerformed,
  type CaseRefusal,
  caseOfReferral,
  caseRefusalWords,
  type DepartmentUser,
  emptyFile,
  type HelpFromList,
  type HouseholdFile,
  helpFromList,
  noStep,
  type OpenCase,
  openCase,
  performCase,
  type ReferralCommand,
  type Worker,
} from '@shouwang/casework'
import type { RegionCode } from '@shouwang/contracts'
import type { CaseChange, CaseTouched } from '@shouwang/postgres'
import { aidFacts } from './aid-facts.ts'
import { caseload } from './caseload.ts'
import type { CaseworkTransaction } from './casework-store.ts'
import { checkedNow } from './checked-now.ts'
import { answerInTurn, type Handling as HandlingOf } from './handling.ts'
import { keptWords } from './kept-words.ts'

/** What people do to cases: the same in the console and the command line. */
export type CaseCommands = {
  /** Does what a member of staff asks of a case; resolves once it is saved. Throws only when the store is away. */
  readonly perform: (command: CaseCommand, by: string) => Promise<CaseAnswer>
  /** Does what a department or an organisation answers to what was referred to it. */
  readonly answer: (command: ReferralCommand, user: DepartmentUser) => Promise<CaseAnswer>
  /** A department helps a family of a list that was drawn for it; `nth` is its row. */
  readonly help: (asked: HelpFromList & { readonly nth: number }, user: DepartmentUser) => Promise<CaseAnswer>
  /** Opens a case, or feeds the one that is open about the same; `household` is the household's number or key. */
  readonly open: (asked: OpenCase, by: string) => Promise<CaseAnswer>
}

type CaseAnswer =
  | { readonly ok: true; readonly case: Case }
  | { readonly ok: false; readonly reason: CaseRefusal; readonly detail: string }

type Handling = HandlingOf<CaseworkTransaction>
type Handled = { readonly answer: CaseAnswer; readonly change?: CaseChange }

/** The commands of cases, handled in the order of effects of all commands: save with the outbox, then publish. */
export const openCaseCommands = (handling: Handling): CaseCommands => {
  return {
    answer: (command, user) =>
      answerInTurn(handling, command.type, command.referralId, (tx) =>
        answerOn(tx, handling, keptWords(command), user),
      ),
    perform: (command, by) =>
      answerInTurn(handling, command.type, command.caseId, (tx) => performOn(tx, handling, keptWords(command), by)),
    help: (asked, user) =>
      answerInTurn(handling, 'HelpFromList', asked.listNo, (tx) => helpOn(tx, handling, keptWords(asked), user)),
    open: (asked, by) =>
      answerInTurn(handling, 'OpenCase', asked.household, (tx) => openFor(tx, handling, keptWords(asked), by)),
  }
}

const performOn = async (
  tx: CaseworkTransaction,
  handling: Handling,
  command: CaseCommand,
  by: string,
): Promise<Handled> => {
  const found = await tx.case(command.caseId)
  const worker = await tx.worker(by)
  if (found === undefined) return refused('no-such-case')
  if (worker === undefined) return refused('case-not-yours')
  const { household, region } = found
  const movesFund =
    (command.type === 'GiveAid' && command.aid.fund !== null) ||
    (command.type === 'RecordRecovery' && command.recovery.fund !== null)
  const touched: CaseTouched = {
    households: [household],
    regions: [region],
    staffNos: command.type === 'HandOverCase' ? [command.owner] : [],
    fundsOf: movesFund ? region : null,
  }
  // The case is loaded again, since the household is locked only now: someone else may have gone on with it in between.
  return decideOn(tx, handling, { household, region, touched }, async (file, circumstances) => {
    const known = (await tx.case(command.caseId)) ?? found
    const c = standsOnCheck(command, known)
      ? { ...circumstances, checked: await checkedHere(tx, handling, known) }
      : circumstances
    return { performed: performCase(file, known, command, worker, c), known }
  })
}

const answerOn = async (
  tx: CaseworkTransaction,
  handling: Handling,
  command: ReferralCommand,
  user: DepartmentUser,
): Promise<Handled> => {
  const caseId = caseOfReferral(command.referralId)
  const found = caseId === undefined ? undefined : await tx.case(caseId)
  if (found === undefined) return refused('no-such-referral')
  const { household, region } = found
  const touched: CaseTouched = { households: [household], regions: [region] }
  return decideOn(tx, handling, { household, region, touched }, async (file, circumstances) => {
    const known = (await tx.case(found.caseId)) ?? found
    return { performed: answerReferral(file, known, command, user, circumstances), known }
  })
}

/** True of commands that check the household, or decide on it: 凡进必核. */
const standsOnCheck = ({ type }: CaseCommand, { step }: Case): boolean =>
  type === 'TakeCheck' ||
  type === 'Decide' ||
  type === 'ApproveDecision' ||
  (type === 'CompleteStep' && step === 'check')

const checkedHere = async (tx: CaseworkTransaction, { dependencies }: Handling, known: Case) =>
  checkedNow(await tx.around([known.household]), dependencies.policies, known, dependencies.clock().today)

const openFor = async (tx: CaseworkTransaction, handling: Handling, asked: OpenCase, by: string): Promise<Handled> => {
  const worker: Worker | undefined = await tx.worker(by)
  if (worker === undefined) return refused('case-not-yours')
  const region = asked.place ?? asked.region ?? worker.region
  const touched: CaseTouched = { households: [asked.household], regions: [region, worker.region] }
  return decideOn(tx, handling, { household: asked.household, region, touched }, async (file, circumstances) =>
    onceFor(tx, file, asked.commandId, () => openCase(file, asked, worker, circumstances)),
  )
}

/** What a command that begins a case comes to. The same one again comes to the case that it led to, which may be over by now. */
const onceFor = async (
  tx: CaseworkTransaction,
  file: HouseholdFile,
  commandId: string | undefined,
  perform: () => CasePerformed,
): Promise<Answered> => {
  const known = commandId === undefined ? undefined : await tx.caseOfCommand(file.household, commandId)
  return { performed: known === undefined ? perform() : { ok: true, step: noStep(file) }, known }
}

const helpOn = async (
  tx: CaseworkTransaction,
  handling: Handling,
  asked: HelpFromList & { readonly nth: number },
  user: DepartmentUser,
): Promise<Handled> => {
  const { household, region, listNo, nth } = asked
  const touched: CaseTouched = { households: [household], regions: [region] }
  const handled = await decideOn(tx, handling, { household, region, touched }, async (file, circumstances) =>
    onceFor(tx, file, asked.commandId, () => helpFromList(file, asked, user, circumstances)),
  )
  const isRepeated = handled.change?.caseEvents.length === 0
  if (!handled.answer.ok || isRepeated) return handled
  const referral = handled.answer.case.referrals.at(-1)
  if (referral === undefined) return refused('no-such-referral')
  const { today: day } = handling.dependencies.clock()
  await tx.saveListHelp({ listNo, nth, referralId: referral.referralId, day, by: user.staffNo })
  return handled
}

type About = { readonly household: string; readonly region: RegionCode | null; readonly touched: CaseTouched }
type Answered = { readonly performed: CasePerformed; readonly known: Case | undefined }
type Decide = (
  file: HouseholdFile,
  circumstances: ReturnType<ReturnType<typeof caseload>['circumstances']>,
) => Promise<Answered>

const decideOn = async (
  tx: CaseworkTransaction,
  handling: Handling,
  about: About,
  decide: Decide,
): Promise<Handled> => {
  const { dependencies, context } = handling
  const { household, region, touched } = about
  const state = await tx.load(touched)
  const gathered = caseload(state, context)
  const file = state.files.get(household) ?? emptyFile(household)
  const { performed, known } = await decide(file, gathered.circumstances(region, dependencies.clock().today))
  if (!performed.ok) return refused(performed.refusal)
  const { step } = performed
  gathered.take(household, () => step)
  const { change, outputs } = gathered.decided()
  await tx.save({ change, outputs: [...outputs, ...aidFacts(step)] })
  const now = step.cases[0] ?? known
  return now === undefined ? refused('no-such-case') : { answer: { ok: true, case: now }, change }
}

const refused = (reason: CaseRefusal): Handled => ({
  answer: { ok: false, reason, detail: caseRefusalWords[reason].zh },
})
