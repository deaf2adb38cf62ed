import type { CaseEvent, Day, Referral, ReferralGift } from '@shouwang/contracts'

/** A referral as its case knows it. */
export type CaseReferral = Referral & {
  readonly status: 'sent' | 'accepted' | 'returned' | 'done' | 'recalled'
  readonly sentOn: Day
  readonly sentBy: string
  readonly acceptedBy: string | null
  /** The day of its result, or of its return or recall. */
  readonly endedOn: Day | null
  /** Its day went by and somebody was told. */
  readonly late: boolean
  readonly answers: readonly {
    readonly seq: number
    readonly day: Day
    readonly by: string
    readonly note: string
    readonly given: ReferralGift | null
  }[]
}

export type ReferralEvent = Extract<CaseEvent, { type: `Referral${string}` }>

/** True while a department has it and no result. */
export const isUnderWay = ({ status }: Pick<CaseReferral, 'status'>): boolean =>
  status === 'sent' || status === 'accepted'

/** What was given under a referral, the earliest first. */
export const giftsOf = ({ answers }: Pick<CaseReferral, 'answers'>): readonly ReferralGift[] =>
  answers.flatMap(({ given }) => (given === null ? [] : [given]))

/** The referrals of a case after one more line. */
export const referralsAfter = (known: readonly CaseReferral[], event: ReferralEvent): readonly CaseReferral[] => {
  if (event.type === 'ReferralSent') {
    const fresh = { status: 'sent', acceptedBy: null, endedOn: null, late: false, answers: [] } as const
    return [...known, { ...event.referral, ...fresh, sentOn: event.day, sentBy: event.by }]
  }
  return known.map((each) => (each.referralId === event.referralId ? changed(each, event) : each))
}

const changed = (known: CaseReferral, event: Exclude<ReferralEvent, { type: 'ReferralSent' }>): CaseReferral => {
  switch (event.type) {
    case 'ReferralAccepted':
      return { ...known, status: 'accepted', acceptedBy: event.by }
    case 'ReferralReturned':
      return { ...answered(known, event), status: 'returned', endedOn: event.day }
    case 'ReferralProgressed':
      return answered(known, event)
    case 'ReferralDone':
      return { ...answered(known, event), status: 'done', endedOn: event.day }
    case 'ReferralRecalled':
      return { ...answered(known, event), status: 'recalled', endedOn: event.day }
    case 'ReferralLate':
      return { ...known, late: true }
    default:
      return event satisfies never
  }
}

type Answer = Extract<ReferralEvent, { note: string }>

const answered = (known: CaseReferral, event: Answer): CaseReferral => {
  const { seq, day, by, note } = event
  const given = 'given' in event ? event.given : null
  return { ...known, answers: [...known.answers, { seq, day, by, note, given }] }
}
