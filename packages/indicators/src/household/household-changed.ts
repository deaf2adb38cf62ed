import { type ChangeEventType, type Day, Month } from '@shouwang/contracts'
import { evidence, isDeadOn, type KnownFact, type Member } from '@shouwang/household'
import { clear, type Indicator } from '../indicator.ts'
import { countedListing } from '../readings/counted-listing.ts'
import { forgottenOn, isRecent } from '../readings/happening.ts'
import { heldAgainst } from '../wording/held-against.ts'
import { listingText } from '../wording/programme-text.ts'

/**
 * 家庭人口变动: since a family on a living allowance was approved, a member married, divorced, moved or left school,
 * within the days looked back on. Deaths and custody have indicators of their own.
 * Source: 社会救助暂行办法、毕业生跟踪 (docs/domain.md §3, S1, S68).
 */
export const householdChanged: Indicator = {
  id: 'household-changed',
  name: '婚姻/迁出/分户/毕业',
  direction: 'wrong',
  class: 'dynamics',
  level: 'blue',
  dimensions: { household: 30 },
  source: '社会救助暂行办法',
  reads: ['MarriageRegistered', 'ResidentMoved', 'EnrolmentReported', 'AssistanceListed', 'DeathReported'],
  quietWithout: ['AssistanceListed'],
  parameters: ['household-changed/look-back-days'],
  programmes: ['dibao', 'dibao_single', 'tekun'],
  judge: (profile, policy, day) => {
    const days = policy.number('household-changed/look-back-days')
    for (const member of profile.members) {
      if (isDeadOn(member.facts, day)) continue
      const change = latestChange(member, day)
      if (change === null || !isRecent(change.on, day, days.value)) continue
      const counted = countedListing(profile, member, day)
      if (counted === null || change.on < (counted.listing.data.from ?? '')) continue
      const { person } = member
      return {
        status: 'fires',
        confidence: 0.8,
        person,
        reason: `${change.fact.provider}：{${person}}${change.on}${change.what}，现仍在${listingText(counted.listing)}，家庭人口可能已变`,
        observations: [
          heldAgainst(days, { label: change.what, observed: change.on, threshold: days.value, unit: 'day' }),
        ],
        facts: [
          evidence(person, change.type, change.fact),
          evidence(counted.holder, 'AssistanceListed', counted.listing),
        ],
        advice: ['入户确认现在一起生活的人，重新核算人数和收入；人口增加的也可能应当增发'],
        reviewOn: forgottenOn(change.on, days.value),
      }
    }
    return clear
  },
}

type Change = {
  readonly on: Day
  readonly what: string
  readonly type: ChangeEventType
  readonly fact: Omit<KnownFact, 'data'>
}

const latestChange = ({ facts }: Member, day: Day): Change | null => {
  let latest: Change | null = null
  const consider = (change: Change): void => {
    if (change.on <= day && (latest === null || change.on > latest.on)) latest = change
  }
  for (const fact of facts.MarriageRegistered ?? [])
    consider({
      on: fact.data.day,
      what: fact.data.kind === 'divorce' ? '离婚' : '结婚',
      type: 'MarriageRegistered',
      fact,
    })
  for (const fact of facts.ResidentMoved ?? [])
    consider({ on: fact.data.movedOn, what: moveNames[fact.data.kind], type: 'ResidentMoved', fact })
  for (const fact of facts.EnrolmentReported ?? [])
    if (fact.data.status === 'graduated')
      consider({ on: graduatedOn(fact), what: '已毕业', type: 'EnrolmentReported', fact })
  return latest
}

/** A school states a graduation again with every delivery: the term, where it names a month, tells when it was. */
const graduatedOn = ({ day, data }: KnownFact<'EnrolmentReported'>): Day => {
  const month = data.term.slice(0, 7)
  return Month.safeParse(month).success && `${month}-01` < day ? `${month}-01` : day
}

const moveNames = {
  marriage: '因婚迁移户口',
  migration: '迁移户口',
  split: '分户',
  birth: '出生落户',
  cancelled: '注销户口',
  other: '户籍变动',
} as const
