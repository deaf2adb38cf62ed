import type { Answer, Asker, Installation } from './installation.ts'
import { type Expectation, sampleDay } from './sample.ts'
import { isOpen, tasksIn } from './what-came-out.ts'

/** Those who are in charge of a family's village, and the case that they work on. */
export type Caseworkers = {
  readonly worker: Asker
  readonly town: Asker
  readonly district: Asker
  /** The number of the family's newest case. */
  readonly newestCase: () => Promise<string>
  /** Asks something of a case; of the newest one unless told otherwise. */
  readonly ask: (asker: Asker, body: object, caseId?: string) => Promise<Answer>
  /** The family's open task of this direction. */
  readonly task: (direction: 'missed' | 'urgent' | 'wrong') => Promise<string>
}

/** Signs in whoever is in charge of a family of the sample. */
export const caseworkersOf = async (city: Installation, family: Expectation): Promise<Caseworkers> => {
  const { sql } = city.standalone.engines
  const staffOf = async (role: string, digits: number): Promise<Asker> => {
    const [row] = await sql.query<{ staffNo: string }>(
      `select staff_no as "staffNo" from staff where role = $1 and region = $2 order by staff_no`,
      [role, family.village.slice(0, digits).padEnd(12, '0')],
    )
    if (row === undefined) throw new Error(`the sample has no ${role} above ${family.village}`)
    return city.signIn(row.staffNo)
  }
  const newestCase = async (): Promise<string> => {
    const [row] = await sql.query<{ caseId: string }>(
      `select case_id as "caseId" from cases where household_no = $1 order by length(case_id) desc, case_id desc limit 1`,
      [family.householdNo],
    )
    if (row === undefined) throw new Error(`household ${family.householdNo} has no case`)
    return row.caseId
  }
  return {
    worker: await staffOf('grid-worker', 12),
    town: await staffOf('coordinator', 9),
    district: await staffOf('district', 6),
    newestCase,
    ask: async (asker, body, caseId) => asker.post(`/cases/${caseId ?? (await newestCase())}/commands`, body),
    task: async (direction) => {
      const found = (await tasksIn(sql)).find(
        (each) => each.householdNo === family.householdNo && each.direction === direction && isOpen(each),
      )
      if (found === undefined) throw new Error(`household ${family.householdNo} has no open ${direction} task`)
      return found.taskId
    },
  }
}

/** A decision to grant, from the day of the sample on. */
export const granting = (programme: string, amountFen: number, more: object = {}): object => ({
  type: 'Decide',
  decision: {
    ...{ result: 'granted', programme, amountFen, lines: [], reasons: '核对与入户情况一致' },
    ...{ from: sampleDay, to: null },
    ...more,
  },
})

/** Money handed over, or paid to the card. */
export const giving = (
  form: 'cash' | 'card',
  amountFen: number,
  programme = 'temporary-relief',
  more: object = {},
) => ({
  ...{ type: 'GiveAid', aid: { form, programme, amountFen, what: '', person: null, fund: null } },
  ...more,
})
