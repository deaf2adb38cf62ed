import type { ConferenceDecision, Day, FiringVerdict, PersonId, RegionCode } from '@shouwang/contracts'

/** 村（社区）、乡镇（街道）、区（县）、市. */
export const conferenceLevels = ['village', 'town', 'district', 'city'] as const
export type ConferenceLevel = (typeof conferenceLevels)[number]

/** What was known of a case on the day on which the conference was called: collected by itself, kept as it was. */
export type Material = {
  readonly day: Day
  readonly members: number
  /** Whom most of its circumstances are about. */
  readonly person: PersonId | null
  /** Ids of circumstances, by which it is found again. */
  readonly circumstances: readonly string[]
  /** Conditions of programmes that were known not to hold, by programme; each as it is written in the policy. */
  readonly notMet: Readonly<Record<string, readonly object[]>>
  readonly leads: readonly Pick<FiringVerdict, 'indicator' | 'level' | 'person' | 'reason'>[]
  readonly programmes: readonly {
    readonly programme: string
    readonly person: PersonId | null
    readonly standing: string
  }[]
  /** What the household was given in the year before, in 分. */
  readonly givenFen: number
}

export type Opinion = {
  /** Who speaks, by name and office: people of other offices have no account here. */
  readonly name: string
  readonly office: string
  readonly stance: 'for' | 'against' | 'abstain'
  readonly words: string
  readonly writtenBy: string
}

export type AgendaItem = {
  readonly caseId: string
  readonly household: string
  readonly householdNo: string
  readonly region: RegionCode | null
  readonly material: Material
  readonly opinions: readonly Opinion[]
  readonly decision: ConferenceDecision | null
}

/** 一事一议, 个案会商: people who decide what the rules do not fit. */
export type Conference = {
  readonly conferenceId: string
  readonly level: ConferenceLevel
  readonly region: RegionCode
  readonly heldOn: Day
  readonly place: string
  readonly calledBy: string
  readonly calledOn: Day
  /** Names and offices of who is asked to come. */
  readonly invited: readonly { readonly name: string; readonly office: string }[]
  readonly items: readonly AgendaItem[]
  readonly status: 'called' | 'closed'
  /** Since when nothing more is decided there. */
  readonly closedOn: Day | null
  readonly seq: number
}

/** One line of a conference's append-only history. */
export type ConferenceEvent = {
  readonly conferenceId: string
  readonly seq: number
  readonly at: string
  readonly day: Day
  readonly by: string
} & (
  | ({ readonly type: 'ConferenceCalled' } & Pick<
      Conference,
      'level' | 'region' | 'heldOn' | 'place' | 'invited' | 'items'
    >)
  | { readonly type: 'OpinionGiven'; readonly caseId: string; readonly opinion: Opinion }
  | { readonly type: 'ItemDecided'; readonly caseId: string; readonly decision: ConferenceDecision }
  | { readonly type: 'ConferenceClosed' }
)

/** The conference after one more line. @throws RangeError where its history does not begin with its call */
export const evolveConference = (known: Conference | undefined, event: ConferenceEvent): Conference => {
  const { seq, day } = event
  if (event.type === 'ConferenceCalled') {
    const { level, region, heldOn, place, invited, items, conferenceId, by } = event
    const called = { level, region, heldOn, place, invited, items, conferenceId, calledBy: by, calledOn: day }
    return { ...called, status: 'called', closedOn: null, seq }
  }
  if (known === undefined)
    throw new RangeError(`conference ${event.conferenceId} has ${event.type} before it was called`)
  switch (event.type) {
    case 'OpinionGiven':
      return withItem(known, event.caseId, seq, (item) => ({ ...item, opinions: [...item.opinions, event.opinion] }))
    case 'ItemDecided':
      return withItem(known, event.caseId, seq, (item) => ({ ...item, decision: event.decision }))
    case 'ConferenceClosed':
      return { ...known, status: 'closed', closedOn: day, seq }
    default:
      return event satisfies never
  }
}

const withItem = (
  known: Conference,
  caseId: string,
  seq: number,
  change: (item: AgendaItem) => AgendaItem,
): Conference => ({ ...known, seq, items: known.items.map((item) => (item.caseId === caseId ? change(item) : item)) })
