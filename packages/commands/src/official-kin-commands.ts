import { type CaseRefusal, caseRefusalWords, type KinCommand, type KinRecordLine, recordKin } from '@shouwang/casework'
import { type Day, topics } from '@shouwang/contracts'
import { profilesOf } from '@shouwang/household'
import { type OfficialKin, officialKinOf } from '@shouwang/indicators'
import { policyOn } from '@shouwang/policy'
import {
  type CaseChange,
  caseRepository,
  loadAround,
  loadWorker,
  lockKinRecord,
  saveKinRecord,
  type Transaction,
} from '@shouwang/postgres'
import { caseload } from './caseload.ts'
import { answerInTurn, type Handling } from './handling.ts'
import { keptWords } from './kept-words.ts'
import { saveDecided } from './save-decided.ts'

/** What the district does with the register of officials’ kin (近亲属备案). */
export type KinCommands = { readonly record: (command: KinCommand, by: string) => Promise<KinAnswer> }

type KinAnswer =
  | { readonly ok: true; readonly line: KinRecordLine }
  | { readonly ok: false; readonly reason: CaseRefusal; readonly detail: string }

type Handled = { readonly answer: KinAnswer; readonly change?: CaseChange }

/** The commands of that register, handled in the order of effects of all commands: save with the outbox, then publish. */
export const openKinCommands = (handling: Handling<Transaction>): KinCommands => {
  return {
    record: (command, by) =>
      answerInTurn(handling, command.type, command.declarationNo, (tx) =>
        recordFor(tx, handling, keptWords(command), by),
      ),
  }
}

const recordFor = async (
  tx: Transaction,
  handling: Handling<Transaction>,
  command: KinCommand,
  by: string,
): Promise<Handled> => {
  const { dependencies, context } = handling
  const worker = await loadWorker(tx, by)
  if (worker === undefined) return refused('not-yours-to-decide')
  const { household, declarationNo } = command
  const { today } = dependencies.clock()
  const { neighbourhood } = await loadAround(tx, [household])
  const profile = profilesOf(neighbourhood)(household, null)
  const { kin } = officialKinOf(profile, policyOn(dependencies.policies, profile.region, today), today)
  const found = kin.find(({ declared }) => declared.data.declarationNo === declarationNo)
  const last = found === undefined ? undefined : await lockKinRecord(tx, household, found.person, declarationNo)
  const { region, householdNo } = profile
  const gathered = caseload(await caseRepository.load(tx, { households: [], regions: [region] }), context)
  const c = { ...gathered.circumstances(region, today), by }
  // What this register said last counts at once, and not only when the household was judged by it.
  const known = found && { person: found.person, region, recordedOn: standsOn(found, last), last }
  const recorded = recordKin(known, command, worker, c)
  if (typeof recorded === 'string') return refused(recorded)
  const { line, fact } = recorded
  await saveKinRecord(tx, { household, householdNo, region }, line)
  const { change, outputs } = gathered.decided()
  const told = { topic: topics.changeEvents, key: household, value: JSON.stringify(fact) }
  await saveDecided(tx, dependencies, { change, outputs: [...outputs, told] })
  return { answer: { ok: true, line }, change }
}

type Found = OfficialKin['kin'][number]

const standsOn = ({ declared, recordedOn }: Found, last: KinRecordLine | undefined): Day | null =>
  last?.type === 'withdrawn' ? declared.data.recordedOn : (recordedOn ?? last?.day ?? null)

const refused = (reason: CaseRefusal): Handled => ({
  answer: { ok: false, reason, detail: caseRefusalWords[reason].zh },
})
