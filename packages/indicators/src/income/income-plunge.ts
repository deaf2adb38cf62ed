import { addMonths, type Month, monthlyIncomeFacts, monthOf, monthsBetween } from '@shouwang/contracts'
import {
  coveredThrough,
  evidence,
  type Facts,
  isRecipient,
  lastEarningsMonth,
  lastInsuredMonth,
  livingMembers,
  livingMembersFacts,
  type Member,
  monthlyEarnings,
} from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { clear, type Fires, type Indicator } from '../indicator.ts'
import { edgeLine, edgeLineNumbers } from '../readings/low-income.ts'
import { surelyEarns, surelyEarnsNumbers } from '../readings/surely-earns.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { yuanText } from '../wording/yuan-text.ts'

/**
 * 收入骤减: over the last months delivered, what the living members of a family on no living allowance earn fell to the
 * named share of what they earned before, and per head lies below the line of 边缘. An employer may report late: while so few
 * months of a worker are missing, they count as the last one, unless he has registered as unemployed. Someone who died or is held is no
 * living member: other indicators speak of him. Source: 甘肃监测 (docs/domain.md §3, S48).
 */
export const incomePlunge: Indicator = {
  id: 'income-plunge',
  name: '收入骤减',
  direction: 'missed',
  class: 'discovery',
  level: 'yellow',
  dimensions: { income: 60 },
  source: '甘肃省 2020 年低收入人口监测办法',
  reads: ['UnemploymentRegistered', ...livingMembersFacts, ...monthlyIncomeFacts],
  quietWithout: ['SocialInsurancePaid'],
  standards: ['dibao/monthly-standard'],
  parameters: [
    'income-plunge/ratio',
    'income-plunge/recent-months',
    'income-plunge/prior-months',
    'income-plunge/late-months',
    ...edgeLineNumbers,
    ...surelyEarnsNumbers,
  ],
  programmes: ['dibao', 'edge', 'employment-aid'],
  silentEarning: edgeLine,
  judge: (profile, policy, day) => {
    const living = livingMembers(profile, day)
    if (living.every(({ facts }) => facts.SocialInsurancePaid === undefined)) return clear
    const lineFen = edgeLine(policy)
    const through = coveredThrough(profile.coverage, 'social-insurance', day)
    const months = policy.number('income-plunge/recent-months').value
    const recentFrom = addMonths(through ?? monthOf(day), 1 - months)
    const stale = through !== null && through < addMonths(monthOf(day), -STALE_MONTHS)
    if (!stale && wagesReach(living, recentFrom, lineFen * months * living.length)) return clear
    if (!stale && surelyEarns(profile, policy, day, lineFen)) return clear
    if (isRecipient(profile, day)) return clear
    if (through === null || stale)
      return { status: 'unknown', missing: ['近几个月的社保缴费'], awaits: ['social-insurance'] }
    const since = addMonths(through, -policy.number('income-plunge/late-months').value)
    const members = living.map((member) => withLateMonths(member, since, through))
    return plunge(members, policy, recentFrom, lineFen) ?? clear
  },
}

/** After so many months without a delivery, the last months known are no longer recent. */
const STALE_MONTHS = 2

/**
 * A member of whom the last months are not there yet, with those months as the one before: an employer who reports late
 * looks as if he paid no more. Whoever has registered as unemployed since has lost his work in fact.
 */
const withLateMonths = (member: Member, since: Month, through: Month): Member => {
  const { facts } = member
  const last = lastInsuredMonth(facts)
  if (facts.SocialInsurancePaid === undefined || last === null || last < since || last >= through) return member
  if (facts.UnemploymentRegistered?.some(({ data }) => monthOf(data.registeredOn) >= last)) return member
  if (facts.UnemploymentBenefitGranted?.some(({ data }) => data.fromMonth >= last)) return member
  const paid = [...facts.SocialInsurancePaid]
  const latest = facts.SocialInsurancePaid.filter(({ data }) => data.month === last)
  for (let month = addMonths(last, 1); month <= through; month = addMonths(month, 1))
    for (const fact of latest) paid.push({ ...fact, data: { ...fact.data, month } })
  return { ...member, facts: { ...facts, SocialInsurancePaid: paid } }
}

/**
 * How sure a fall is of which only the contributions' end tells: who takes odd jobs, trades or works elsewhere is insured there, or not at all,
 * and what no office sees is unknown and not nothing.
 */
const STOPPED = 0.4

/** Whether an office saw it fall: a lower wage is paid, or he registered as unemployed. */
const isSeenFall = (facts: Facts, from: Month): boolean =>
  (lastEarningsMonth(facts) ?? '') >= from ||
  facts.UnemploymentRegistered?.some(({ data }) => monthOf(data.registeredOn) >= from) === true ||
  facts.UnemploymentBenefitGranted?.some(({ data }) => data.fromMonth >= from) === true

/** Fewer months than these make no mean to compare with. */
const LEAST_PRIOR_MONTHS = 3

/** Whether the wages since a month come to so much. The latest stand last, and mostly a few of them are enough. */
const wagesReach = (members: readonly Member[], from: Month, enoughFen: number): boolean => {
  let sum = 0
  for (const { facts } of members) {
    const paid = facts.SocialInsurancePaid ?? []
    for (let at = paid.length - 1; at >= 0 && sum < enoughFen; at--) {
      const fact = paid[at]
      if (fact !== undefined && fact.data.month >= from) sum += fact.data.baseFen
    }
  }
  return sum >= enoughFen
}

/** What somebody had in each of these months, 分, in one pass over what was paid: each month of each worker is asked of. */
const incomesOf = ({ facts }: Member, from: Month, months: number): number[] => {
  const incomes = earningsOf(facts, from, months)
  for (const { data } of facts.PensionPaid ?? []) add(incomes, monthsBetween(from, data.month), data.amountFen)
  for (const { data } of facts.UnemploymentBenefitGranted ?? []) {
    const last = data.toMonth === null ? months - 1 : Math.min(months - 1, monthsBetween(from, data.toMonth))
    for (let at = Math.max(0, monthsBetween(from, data.fromMonth)); at <= last; at++) add(incomes, at, data.monthlyFen)
  }
  return incomes
}

/** As `monthlyEarnings`, of many months. */
const earningsOf = (facts: Facts, from: Month, months: number): number[] => {
  if (facts.IncomeReported !== undefined)
    return Array.from({ length: months }, (_, at) => monthlyEarnings(facts, addMonths(from, at)) ?? 0)
  const highest = new Array<number>(months).fill(0)
  for (const { data } of facts.SocialInsurancePaid ?? []) {
    const at = monthsBetween(from, data.month)
    if (at >= 0 && at < months) highest[at] = Math.max(highest[at] ?? 0, data.baseFen)
  }
  return highest
}

const add = (incomes: number[], at: number, fen: number): void => {
  const known = incomes[at]
  if (known !== undefined) incomes[at] = known + fen
}

/** The mean of the months from one to before another, 分. */
const mean = (incomes: readonly number[], from: number, until: number): number => {
  let sum = 0
  for (let at = from; at < until; at++) sum += incomes[at] ?? 0
  return until === from ? 0 : Math.round(sum / (until - from))
}

const plunge = (members: readonly Member[], policy: Policy, recentFrom: Month, lineFen: number): Fires | null => {
  const ratio = policy.number('income-plunge/ratio')
  const recentMonths = policy.number('income-plunge/recent-months').value
  const most = policy.number('income-plunge/prior-months').value
  const end = most + recentMonths
  const each = members.map((member) => ({ member, incomes: incomesOf(member, addMonths(recentFrom, -most), end) }))
  const all = new Array<number>(end).fill(0)
  for (const { incomes } of each) for (let at = 0; at < end; at++) add(all, at, incomes[at] ?? 0)
  const recent = mean(all, most, end)
  const perHead = Math.floor(recent / members.length)
  if (perHead >= lineFen) return null
  // Nothing is known of the months before the first one with any income; they do not count as months without.
  const first = all.findIndex((fen, at) => at === most || fen > 0)
  const months = most - first
  const prior = mean(all, first, most)
  if (months < LEAST_PRIOR_MONTHS || recent > prior * ratio.value) return null
  // A fall of long ago is no plunge any more: low income and long unemployment have indicators of their own.
  if (!all.slice(most - LEAST_PRIOR_MONTHS, most).some((fen) => fen > prior * ratio.value)) return null
  const fallOf = ({ incomes }: (typeof each)[number]) => mean(incomes, first, most) - mean(incomes, most, end)
  const { person, facts } = each.reduce((worst, one) => (fallOf(one) > fallOf(worst) ? one : worst)).member
  const latest = facts.SocialInsurancePaid?.toSorted((a, b) => (a.data.month < b.data.month ? 1 : -1))[0]
  return {
    status: 'fires',
    confidence: isSeenFall(facts, recentFrom) ? 0.75 : STOPPED,
    person,
    reason: `${latest?.provider ?? '人社'}：{${person}}家近${recentMonths}个月参保等收入月均${yuanText(recent)}，此前${months}个月月均${yuanText(prior)}，人均${yuanText(perHead)}，低于边缘线${yuanText(lineFen)}`,
    observations: [
      heldAgainst(ratio, {
        label: '近期与此前收入之比',
        observed: recent / prior,
        threshold: ratio.value,
        unit: 'ratio',
      }),
      heldAgainst(policy.number('edge/income-multiple'), {
        label: '近期人均月收入',
        observed: perHead,
        threshold: lineFen,
        unit: 'fen',
      }),
      shownOnly({ label: '此前月均收入', observed: prior, unit: 'fen' }),
    ],
    facts: latest === undefined ? [] : [evidence(person, 'SocialInsurancePaid', latest)],
    advice: ['问清是降薪、停工还是转为灵活就业；仍有其他收入的如实记录'],
  }
}
