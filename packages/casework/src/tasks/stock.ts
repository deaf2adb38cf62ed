import { addDays, type ChangeEventType, type Day, type EvidenceFact, type FiringVerdict } from '@shouwang/contracts'
import { type HouseholdFile, leadKey, type Suppression } from '../household-file.ts'
import type { StockRules } from '../queue/stock-list.ts'
import { rank, severityOf } from '../severity.ts'

/**
 * Since when a household waits on the stock list, and the day by which its task opens at the latest; null for one that does not.
 * All of its leads that wait there have the days of the first.
 */
export const stockOf = ({ suppressed }: Pick<HouseholdFile, 'suppressed'>): { since: Day; by: Day } | null => {
  for (const { stockSince, until } of Object.values(suppressed))
    if (stockSince !== undefined && until !== null) return { since: stockSince, by: until }
  return null
}

/** The leads of a household that wait on the stock list. */
export const leadsInStock = (file: Pick<HouseholdFile, 'suppressed' | 'firing'>): readonly FiringVerdict[] =>
  Object.values(file.firing).filter((lead) => isInStock(file, lead))

/** Whether a lead waits on the stock list. */
export const isInStock = ({ suppressed }: Pick<HouseholdFile, 'suppressed'>, lead: FiringVerdict): boolean =>
  suppressed[leadKey(lead)]?.stockSince !== undefined

/**
 * Whether leads of missed help may wait for their turn: a place begins, none of them is red or hangs on a name that does not fit,
 * nothing befell the family lately, nobody asked for it, and none was left to wait before.
 */
export const mayWait = (
  file: HouseholdFile,
  leads: readonly FiringVerdict[],
  { day, rules: { stock } }: { readonly day: Day; readonly rules: { readonly stock: StockRules } },
): boolean =>
  stock.isSurvey &&
  file.tasks.urgent === undefined &&
  leads.every((lead) => {
    const { direction, level, facts } = lead
    const before = file.suppressed[leadKey(lead)]
    const isOver = before !== undefined && before.until !== null && before.until <= day
    return (
      direction === 'missed' &&
      !isOver &&
      rank(level) < rank('red') &&
      !facts.some(({ doubtful }) => doubtful === true) &&
      !isRecent(lead, addDays(day, -stock.recentDays))
    )
  })

/** What happened on a day, as opposed to what goes on: an income, a register, a roll. */
const befalls: ReadonlySet<ChangeEventType> = new Set<ChangeEventType>([
  'BirthCertified',
  'CrimeVictimReported',
  'CustodyStarted',
  'DeathReported',
  'DisabilityCertified',
  'DisasterSuffered',
  'DiseaseRecognised',
  'FireReported',
  'HelpRequested',
  'HospitalAdmitted',
  'MissingReported',
  'SelfCareGraded',
  'ShelterGiven',
  'TrafficCasualtyReported',
  'UnemploymentRegistered',
  'WorkInjuryGraded',
])

/**
 * Whether something befell the family after a day, or its bills began after it; bills that go on are how things have been. What
 * counts is when it happened: first deliveries tell on one day of years.
 */
const isRecent = ({ facts }: FiringVerdict, after: Day): boolean => {
  const isAfter = ({ day, on = day }: EvidenceFact): boolean => on > after
  const bills = facts.filter(({ type }) => type === 'MedicalSettled')
  return facts.some((fact) => befalls.has(fact.type) && isAfter(fact)) || (bills.length > 0 && bills.every(isAfter))
}

/** The file with leads on the stock list, until the day that the first of them had or gets now. */
export const putInStock = (
  file: HouseholdFile,
  leads: readonly FiringVerdict[],
  { day, rules: { stock } }: { readonly day: Day; readonly rules: { readonly stock: StockRules } },
): HouseholdFile => {
  const { since: stockSince, by: until } = stockOf(file) ?? { since: day, by: addDays(day, stock.withinDays) }
  const waiting = leads.map((lead): [string, Suppression] => [
    leadKey(lead),
    { until, ...severityOf(lead), stockSince },
  ])
  return { ...file, suppressed: { ...file.suppressed, ...Object.fromEntries(waiting) } }
}

/** The file with nothing on the stock list. */
export const takeFromStock = (file: HouseholdFile): HouseholdFile => ({
  ...file,
  suppressed: Object.fromEntries(
    Object.entries(file.suppressed).filter(([, { stockSince }]) => stockSince === undefined),
  ),
})

/** The file as its task for missed help opens: off the stock list, and with since when it waited there. */
export const beginVisit = (file: HouseholdFile): HouseholdFile => {
  const { waitedSince: _, ...rest } = takeFromStock(file)
  const waited = stockOf(file)
  return waited === null ? rest : { ...rest, waitedSince: waited.since }
}
