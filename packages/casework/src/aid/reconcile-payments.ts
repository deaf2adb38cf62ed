import { addDays, type Day, type RegionCode } from '@shouwang/contracts'

/** What a case gave to the card, or granted to be paid: somebody else's feed has to show it. */
export type Promised = {
  readonly about: 'aid' | 'decision'
  /** The number of the aid or of the decision. */
  readonly no: string
  readonly caseId: string
  readonly household: string
  readonly householdNo: string
  readonly region: RegionCode | null
  readonly programme: string
  readonly amountFen: number
  readonly day: Day
  /** The last day for which it holds; null where it has none. */
  readonly to: Day | null
}

/** One payment to a subsidy card (一卡通); `listed` where a roll shows the payee for the programme. */
export type Paid = {
  readonly household: string
  readonly householdNo: string
  readonly region: RegionCode | null
  readonly programme: string
  readonly amountFen: number
  readonly day: Day
  readonly listed: boolean
}

/** What does not fit, and what waits for the feed. */
export type Reconciled = {
  /** Promises that a payment shows as they were made. */
  readonly confirmed: number
  /** Not older than the days within which a payment may still come. */
  readonly waiting: number
  readonly decidedNotPaid: readonly Promised[]
  readonly otherAmount: readonly (Promised & { readonly paidFen: number; readonly paidOn: Day })[]
  readonly paidNotDecided: readonly Paid[]
}

/** Within so many days a payment has to be seen. */
export const PAID_WITHIN_DAYS = 60

/**
 * Holds what cases decided and gave against what the card paid, household by household and programme by programme. A payment
 * shows one aid, the one of its sum before any other; a decision that is paid by the month is shown by its first payment.
 */
export const reconcilePayments = (promised: readonly Promised[], paid: readonly Paid[], day: Day): Reconciled => {
  const left = new Map([...Map.groupBy(paid, keyOf)].map(([key, own]) => [key, [...own].sort(byDay)]))
  const decidedNotPaid: Promised[] = []
  const otherAmount: Reconciled['otherAmount'][number][] = []
  let confirmed = 0
  let waiting = 0
  for (const promise of [...promised].sort(byDay)) {
    const own = left.get(keyOf(promise)) ?? []
    const shown = paymentOf(promise, own)
    if (shown === undefined) {
      if (addDays(promise.day, PAID_WITHIN_DAYS) >= day) waiting += 1
      else decidedNotPaid.push(promise)
      continue
    }
    if (promise.about === 'aid') own.splice(own.indexOf(shown), 1)
    if (promise.about === 'decision' || shown.amountFen === promise.amountFen) confirmed += 1
    else otherAmount.push({ ...promise, paidFen: shown.amountFen, paidOn: shown.day })
  }
  const decisions = Map.groupBy(
    promised.filter(({ about }) => about === 'decision'),
    keyOf,
  )
  const paidNotDecided = [...left.values()]
    .flat()
    .filter((each) => !each.listed && !(decisions.get(keyOf(each)) ?? []).some((decision) => covers(decision, each)))
  return { confirmed, waiting, decidedNotPaid, otherAmount, paidNotDecided }
}

type OfProgramme = { readonly household: string; readonly programme: string; readonly day: Day }

const keyOf = ({ household, programme }: OfProgramme): string => `${household} ${programme}`

const byDay = (a: OfProgramme, b: OfProgramme): number => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)

const paymentOf = (promise: Promised, own: readonly Paid[]): Paid | undefined => {
  const inTime = own.filter((each) => each.day >= promise.day && each.day <= addDays(promise.day, PAID_WITHIN_DAYS))
  return inTime.find(({ amountFen }) => amountFen === promise.amountFen) ?? inTime[0]
}

const covers = ({ day, to }: Promised, payment: Paid): boolean =>
  day <= payment.day && (to === null || payment.day <= addDays(to, PAID_WITHIN_DAYS))
