import { addDays, addMonths, type Day, daysBetween, type Month, monthlyIncomeFacts, monthOf } from '@shouwang/contracts'
import {
  coveredThrough,
  evidence,
  type Facts,
  isRecipient,
  type KnownFact,
  lastEarningsMonth,
  livingMembers,
  livingMembersFacts,
  type Member,
  pensionOn,
} from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { clear, type Fires, type Indicator, type Verdict } from '../indicator.ts'
import { livingStandard } from '../readings/dependants.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'

/**
 * 长期失业无保障: someone registered as unemployed has had no work for the days named, draws no unemployment benefit,
 * and nobody else in the family, which is on no living allowance, earns. Source: 甘肃、山西监测 (docs/domain.md §3, S48–49).
 */
export const longUnemployment: Indicator = {
  id: 'long-unemployment',
  name: '长期失业无保障',
  direction: 'missed',
  class: 'discovery',
  level: 'yellow',
  dimensions: { income: 50 },
  source: '甘肃省、山西省低收入人口监测办法',
  reads: ['UnemploymentRegistered', ...livingMembersFacts, ...monthlyIncomeFacts],
  quietWithout: ['UnemploymentRegistered'],
  parameters: ['long-unemployment/days', 'dibao/monthly-standard'],
  programmes: ['dibao', 'employment-aid', 'temporary-relief'],
  judge: (profile, policy, day) => {
    const through = coveredThrough(profile.coverage, 'social-insurance', day)
    const recent = addMonths(monthOf(day), -RECENT_MONTHS)
    let waiting: Verdict | null = null
    for (const member of livingMembers(profile, day)) {
      const registered = latestRegistration(member.facts, day)
      if (registered === null || isRecipient(profile, day)) continue
      const earns = (other: Member) => earnsNow(other.facts, policy, recent, day)
      if (livingMembers(profile, day).some(earns)) return clear
      const open = stillToCome(member.facts, registered, policy, day)
      if (open !== null) waiting ??= { status: 'clear', reviewOn: open }
      else if (through !== null && through >= recent) return firing(member, registered, policy, day)
      else waiting = { status: 'unknown', missing: ['近几个月的社保缴费'], awaits: ['social-insurance'] }
    }
    return waiting ?? clear
  },
}

const RECENT_MONTHS = 2

type Registration = KnownFact<'UnemploymentRegistered'>

const latestRegistration = (facts: Facts, day: Day): Registration | null => {
  let latest: Registration | null = null
  for (const known of facts.UnemploymentRegistered ?? []) {
    const { registeredOn } = known.data
    if (registeredOn <= day && (latest === null || registeredOn > latest.data.registeredOn)) latest = known
  }
  return latest
}

const earnsNow = (facts: Facts, policy: Policy, recent: Month, day: Day): boolean =>
  (lastEarningsMonth(facts) ?? '') >= recent ||
  (facts.PensionPaid !== undefined && (pensionOn(facts, day)?.monthlyFen ?? 0) >= livingStandard(policy))

/** Without work since he registered, or since the month after his last contribution where he had worked again. */
const jobless = (facts: Facts, registered: Registration): Day => {
  const last = lastEarningsMonth(facts)
  const after = last === null ? '' : `${addMonths(last, 1)}-01`
  return after > registered.data.registeredOn ? after : registered.data.registeredOn
}

/** The day on which time and benefit will have run out; null when they have. */
const stillToCome = (facts: Facts, registered: Registration, policy: Policy, day: Day): Day | null => {
  let open = addDays(jobless(facts, registered), policy.number('long-unemployment/days').value)
  for (const { data } of facts.UnemploymentBenefitGranted ?? []) {
    if (data.fromMonth > monthOf(day)) continue
    const ended = data.toMonth === null ? `${addMonths(monthOf(day), 1)}-01` : `${addMonths(data.toMonth, 1)}-01`
    if (ended > open) open = ended
  }
  return open > day ? open : null
}

const firing = ({ person, facts }: Member, registered: Registration, policy: Policy, day: Day): Fires => {
  const days = policy.number('long-unemployment/days')
  const since = jobless(facts, registered)
  const unemployedDays = daysBetween(since, day)
  const benefit = facts.UnemploymentBenefitGranted?.at(-1)
  const ended = benefit === undefined ? '未领失业金' : `失业金已于${benefit.data.toMonth}发完`
  return {
    status: 'fires',
    confidence: 0.8,
    person,
    reason: `${registered.provider}：{${person}}${registered.data.registeredOn}登记失业，无业已${unemployedDays}天，${ended}，此后无社保缴费，家中没有其他在缴人员`,
    observations: [
      heldAgainst(days, { label: '无业天数', observed: unemployedDays, threshold: days.value, unit: 'days' }),
      shownOnly({ label: '最后缴费月', observed: lastEarningsMonth(facts) ?? '无', unit: 'text' }),
    ],
    facts: [
      evidence(person, 'UnemploymentRegistered', registered),
      ...(benefit === undefined ? [] : [evidence(person, 'UnemploymentBenefitGranted', benefit)]),
    ],
    advice: ['先问有无灵活就业收入；无收入的评估低保，并转人社就业援助'],
  }
}
