import {
  type AgendaItem,
  type CallConference,
  type Case,
  type CaseRefusal,
  type Conference,
  type ConferenceCommand,
  callConference,
  caseRefusalWords,
  conferenceIdOf,
  conferOnCase,
  covers,
  emptyFile,
  type Held,
  holdConference,
  type Material,
} from '@shouwang/casework'
import { addDays } from '@shouwang/contracts'
import { profilesOf } from '@shouwang/household'
import { circumstancesOf } from '@shouwang/indicators'
import { policyOn } from '@shouwang/policy'
import {
  type CaseChange,
  caseRepository,
  loadAround,
  loadCase,
  lockConference,
  readAidOfHousehold,
  readHouseholds,
  saveConference,
  savePrecedent,
  type Transaction,
} from '@shouwang/postgres'
import { caseload } from './caseload.ts'
import { checkedNow } from './checked-now.ts'
import { answerInTurn, type Handling } from './handling.ts'
import { keptWords } from './kept-words.ts'
import { saveDecided } from './save-decided.ts'

/** Who calls and writes down: a member of staff with the region that the conference is of. */
type Secretary = {
  readonly staffNo: string
  readonly role: 'coordinator' | 'district' | 'city'
  readonly region: string
}

/** What people do to conferences; decisions reach their cases in the same transaction. */
export type ConferenceCommands = {
  readonly call: (asked: CallConference, by: Secretary) => Promise<ConferenceAnswer>
  readonly hold: (command: ConferenceCommand, by: Secretary) => Promise<ConferenceAnswer>
}

type ConferenceAnswer =
  | { readonly ok: true; readonly conference: Conference }
  | { readonly ok: false; readonly reason: CaseRefusal; readonly detail: string }

type Handled = { readonly answer: ConferenceAnswer; readonly change?: CaseChange }

const AID_SEEN_DAYS = 365

/** The commands of conferences, handled in the order of effects of all commands: save with the outbox, then publish. */
export const openConferenceCommands = (handling: Handling<Transaction>): ConferenceCommands => {
  return {
    call: (asked, by) =>
      answerInTurn(handling, asked.type, conferenceIdOf(by.region, asked), (tx) =>
        callFor(tx, handling, keptWords(asked), by),
      ),
    hold: (command, by) =>
      answerInTurn(handling, command.type, command.conferenceId, (tx) => holdOn(tx, handling, keptWords(command), by)),
  }
}

const callFor = async (
  tx: Transaction,
  handling: Handling<Transaction>,
  asked: CallConference,
  by: Secretary,
): Promise<Handled> => {
  const known = await lockConference(tx, conferenceIdOf(by.region, asked))
  if (known !== undefined) return { answer: { ok: true, conference: known } }
  const items: AgendaItem[] = []
  for (const caseId of new Set(asked.caseIds)) {
    const found = await loadCase(tx, caseId)
    if (found === undefined || !covers(by, found.region)) return refused('no-such-case')
    if (found.status === 'closed' || found.status === 'joined') return refused('case-over')
    const { household, householdNo, region } = found
    const material = await materialOf(tx, handling, found)
    items.push({ caseId, household, householdNo, region, material, opinions: [], decision: null })
  }
  const { now: at, today: day } = handling.dependencies.clock()
  return saved(tx, callConference(asked, by.region, items, { at, day, by: by.staffNo }))
}

/** 材料自动汇集: what is known of a case today, kept as it is. */
const materialOf = async (tx: Transaction, { dependencies }: Handling<Transaction>, known: Case): Promise<Material> => {
  const day = dependencies.clock().today
  const { neighbourhood } = await loadAround(tx, [known.household])
  const profile = profilesOf(neighbourhood)(known.household, known.region)
  const { person, holds, notMet } = circumstancesOf(profile, policyOn(dependencies.policies, profile.region, day), day)
  const checked = checkedNow(neighbourhood, dependencies.policies, known, day)
  const judged = (await readHouseholds(tx, [known.household])).get(known.household)
  const aid = await readAidOfHousehold(tx, known.household, addDays(day, -AID_SEEN_DAYS))
  return {
    ...{ day, members: profile.members.length, person, circumstances: holds, notMet },
    leads: (judged?.assessment.fires ?? []).map(({ indicator, level, person: about, reason }) => ({
      ...{ indicator, level, person: about, reason },
    })),
    programmes: (checked?.programmes ?? []).map(({ programme, person: of, standing }) => ({
      ...{ programme, person: of, standing },
    })),
    givenFen: aid.reduce((sum, { amountFen, reversedOn }) => (reversedOn === null ? sum + amountFen : sum), 0),
  }
}

const holdOn = async (
  tx: Transaction,
  handling: Handling<Transaction>,
  command: ConferenceCommand,
  by: Secretary,
): Promise<Handled> => {
  const known = await lockConference(tx, command.conferenceId)
  if (known === undefined || !covers(by, known.region)) return refused('no-such-conference')
  const { now: at, today: day } = handling.dependencies.clock()
  const held = holdConference(known, command, { at, day, by: by.staffNo })
  if (!held.ok || command.type !== 'DecideItem') return saved(tx, held)
  return followed(tx, handling, held, command.caseId, by)
}

/** The decision reaches its case, and is filed as a precedent, with the conference or not at all. */
const followed = async (
  tx: Transaction,
  handling: Handling<Transaction>,
  held: Extract<Held, { ok: true }>,
  caseId: string,
  { staffNo }: Secretary,
): Promise<Handled> => {
  const { dependencies, context } = handling
  const item = held.conference.items.find((each) => each.caseId === caseId)
  const found = await loadCase(tx, caseId)
  if (found === undefined || item === undefined || item.decision === null) return refused('not-on-agenda')
  const { decision } = item
  const state = await caseRepository.load(tx, { households: [found.household], regions: [found.region] })
  const gathered = caseload(state, context)
  const known = (await loadCase(tx, caseId)) ?? found
  const file = state.files.get(known.household) ?? emptyFile(known.household)
  const circumstances = { ...gathered.circumstances(known.region, dependencies.clock().today), by: staffNo }
  const performed = conferOnCase(file, known, decision, circumstances)
  if (!performed.ok) return refused(performed.refusal)
  gathered.take(known.household, () => performed.step)
  const decided = gathered.decided()
  await saveDecided(tx, dependencies, decided)
  const answer = await saved(tx, held)
  if (decision.result !== 'postpone') {
    const { conferenceId, region, level } = held.conference
    const { circumstances: under, notMet } = item.material
    const where = { conferenceId, caseId, region, level, decidedOn: circumstances.day }
    await savePrecedent(tx, { ...where, circumstances: under, notMet, decision })
  }
  return { ...answer, change: decided.change }
}

const saved = async (tx: Transaction, held: Held): Promise<Handled> => {
  if (!held.ok) return refused(held.refusal)
  await saveConference(tx, held.conference, held.events)
  return { answer: { ok: true, conference: held.conference } }
}

const refused = (reason: CaseRefusal): Handled => ({
  answer: { ok: false, reason, detail: caseRefusalWords[reason].zh },
})
