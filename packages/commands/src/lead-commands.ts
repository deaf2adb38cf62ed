import { askWho, foundWho, leadFile, type Step } from '@shouwang/casework'
import type { PersonId } from '@shouwang/contracts'
import {
  caseRepository,
  type KeptLead,
  lockReportedLead,
  lockUnroutedLeads,
  markJoined,
  markRouted,
  type Transaction,
} from '@shouwang/postgres'
import { caseload } from './caseload.ts'
import { type Handling, handleInTurn } from './handling.ts'
import { saveDecided } from './save-decided.ts'

/** What happens to leads that persons told of without an ID number. */
export type LeadCommands = {
  /** Gives each lead that has none its task 查明是谁, at the place that it names. Resolves with how many got one. */
  readonly route: () => Promise<number>
  /** A lead turned out to be about this person: its task has its answer. False where there is no such lead. */
  readonly join: (leadNo: string, person: PersonId, by: string) => Promise<boolean>
}

const routedAtOnce = 200

/** The commands of leads, in the order of effects of all commands: save with the outbox, then publish. */
export const openLeadCommands = (handling: Handling<Transaction>): LeadCommands => {
  return {
    route: async () => (await handleInTurn(handling, (tx) => routeSome(tx, handling))).routed,
    join: async (leadNo, person, by) =>
      (await handleInTurn(handling, (tx) => joinOne(tx, handling, { leadNo, person, by }))).joined,
  }
}

const routeSome = async (tx: Transaction, handling: Handling<Transaction>) => {
  const leads = await lockUnroutedLeads(tx, routedAtOnce)
  if (leads.length === 0) return { routed: 0 }
  const { change, touched } = await take(tx, handling, leads, 'system', (file, lead, c) => askWho(file, lead, c))
  for (const { leadNo } of leads) {
    const task = touched.get(leadFile(leadNo))
    if (task !== undefined) await markRouted(tx, leadNo, task)
  }
  return { routed: leads.length, change }
}

type Joining = { readonly leadNo: string; readonly person: PersonId; readonly by: string }

const joinOne = async (tx: Transaction, handling: Handling<Transaction>, { leadNo, person, by }: Joining) => {
  const lead = await lockReportedLead(tx, leadNo)
  if (lead === undefined) return { joined: false }
  if (lead.person !== null) return { joined: true }
  const { change } = await take(tx, handling, [lead], by, (file, _, c) => foundWho(file, c))
  await markJoined(tx, leadNo, { person, by, at: handling.dependencies.clock().now })
  return { joined: true, change }
}

type Decide = (file: Parameters<typeof askWho>[0], lead: KeptLead, c: Parameters<typeof askWho>[2]) => Step

/** Decides on the files of these leads and saves what came of it. */
const take = async (
  tx: Transaction,
  handling: Handling<Transaction>,
  leads: readonly KeptLead[],
  by: string,
  decide: Decide,
) => {
  const { dependencies, context } = handling
  const households = leads.map(({ leadNo }) => leadFile(leadNo))
  const state = await caseRepository.load(tx, { households, regions: leads.map(({ region }) => region) })
  const gathered = caseload(state, context)
  for (const lead of leads) {
    const c = { ...gathered.circumstances(lead.region, dependencies.clock().today), by }
    gathered.take(leadFile(lead.leadNo), (file) => decide(file, lead, c))
  }
  const decided = gathered.decided()
  await saveDecided(tx, dependencies, decided)
  const touched = new Map(decided.change.tasks.map(({ task }) => [task.household, task.taskId]))
  return { change: decided.change, touched }
}
