import { type OutcomeRule, outcomeRules } from '@shouwang/casework'
import type { Sql, Transaction } from '@shouwang/postgres'
import { type CaseworkCommands, type CaseworkDependencies, openCaseworkCommands } from './casework-commands.ts'
import { sqlCaseworkStore } from './casework-store.ts'
import { type ConferenceCommands, openConferenceCommands } from './conference-commands.ts'
import { type Handling, handleInTurn } from './handling.ts'
import { type LeadCommands, openLeadCommands } from './lead-commands.ts'
import { type KinCommands, openKinCommands } from './official-kin-commands.ts'
import { openPublicityCommands, type PublicityCommands } from './publicity-commands.ts'
import { supervisePublicity } from './supervise-publicity.ts'

/** What people and time do to tasks and what follows them: the same in the console, the command line and the alert service. */
export type TaskCommands = CaseworkCommands & {
  /** Every outcome with its words, in the order of screens. */
  readonly outcomes: readonly OutcomeRule[]
  /** What happens to leads that somebody told of without an ID number. */
  readonly leads: LeadCommands
  /** The same for conferences. */
  readonly conferences: ConferenceCommands
  /** The same for notice boards. */
  readonly publicity: PublicityCommands
  /** The same for the register of officials’ kin. */
  readonly officialKin: KinCommands
}

/** What handling commands touches outside. */
type CommandDependencies = Omit<CaseworkDependencies, 'store'> & { readonly sql: Sql }

/** Opens the command handler of a process. */
export const openTaskCommands = ({ sql, ...dependencies }: CommandDependencies): TaskCommands => {
  const store = sqlCaseworkStore(sql, dependencies.instance)
  const { handling: inHand, ...casework } = openCaseworkCommands({ ...dependencies, store })
  const handling: Handling<Transaction> = { ...inHand, transaction: (work) => sql.transaction(work) }
  return {
    ...casework,
    outcomes: outcomeRules,
    leads: openLeadCommands(handling),
    conferences: openConferenceCommands(handling),
    publicity: openPublicityCommands(handling),
    officialKin: openKinCommands(handling),
    supervise: async (day, signal) => {
      const households = await casework.supervise(day, signal)
      await handleInTurn(handling, async (tx) => ({ change: await supervisePublicity(tx, handling, day) }))
      dependencies.events.supervised(households, day)
      return households
    },
  }
}
