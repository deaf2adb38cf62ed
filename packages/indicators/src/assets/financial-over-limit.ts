import type { Day, PersonId } from '@shouwang/contracts'
import { evidence, type KnownFact, livingMembersFacts, type Member } from '@shouwang/household'
import { clear, type Indicator } from '../indicator.ts'
import { countedFamilies } from '../readings/counted-family.ts'
import { forgottenOn, isRecent } from '../readings/happening.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { listingText } from '../wording/programme-text.ts'
import { yuanText } from '../wording/yuan-text.ts'

const multiple = 'asset/financial-standards'
const freshDays = 'financial-over-limit/fresh-days'
const standard = 'dibao/monthly-standard'

/**
 * 财产超标: what banks, brokers and insurers answered of a family on a living allowance, with its authorisation and of late,
 * comes per head to more than so many months of the standard. Source: 泗县财产规定 (docs/domain.md §1.3, §3, S32).
 */
export const financialOverLimit: Indicator = {
  id: 'financial-over-limit',
  name: '金融资产超过规定',
  direction: 'wrong',
  class: 'dynamics',
  level: 'yellow',
  dimensions: { assets: 60 },
  source: '泗县低保家庭财产认定规定；经授权的家庭经济状况核对',
  reads: ['FinancialAssetFound', ...livingMembersFacts],
  quietWithout: ['FinancialAssetFound'],
  standards: [standard],
  parameters: [multiple, freshDays, standard],
  programmes: ['dibao', 'dibao_single', 'tekun'],
  judge: (profile, policy, day) => {
    const days = policy.number(freshDays).value
    const times = policy.number(multiple)
    const limitFen = Math.round(policy.number(standard).value * times.value)
    for (const family of countedFamilies(profile, day)) {
      if (family.listing.data.programme === 'edge') continue
      const found = answersOf(family.members, day, days)
      const sumFen = found.reduce((sum, { fact }) => sum + fact.data.balanceFen, 0)
      const perHeadFen = Math.floor(sumFen / Math.max(1, family.members.length))
      const [first] = found
      if (first === undefined || perHeadFen <= limitFen) continue
      const oldest = found.reduce((day, { fact }) => (fact.data.day < day ? fact.data.day : day), first.fact.data.day)
      return {
        status: 'fires',
        confidence: 0.85,
        person: family.holder,
        reason: `${[...new Set(found.map(({ fact }) => fact.provider))].join('、')}：经授权核对，{${family.holder}}一家金融资产${yuanText(sumFen)}，人均${yuanText(perHeadFen)}，超过${times.value}个月低保标准（${yuanText(limitFen)}），现仍在${listingText(family.listing)}`,
        observations: [
          heldAgainst(times, { label: '人均金融资产', observed: perHeadFen, threshold: limitFen, unit: 'fen' }),
          shownOnly({ label: '答复机构数', observed: found.length, unit: 'count' }),
        ],
        facts: [
          ...found.map(({ person, fact }) => evidence(person, 'FinancialAssetFound', fact)),
          evidence(family.holder, 'AssistanceListed', family.listing),
        ],
        advice: ['先问来源和用途：拆迁、赔偿、看病借款和代管的钱各地多有豁免；核实前不得停发、减发'],
        reviewOn: forgottenOn(oldest, days),
      }
    }
    return clear
  },
}

const answersOf = (
  members: readonly Member[],
  day: Day,
  days: number,
): readonly { readonly person: PersonId; readonly fact: KnownFact<'FinancialAssetFound'> }[] =>
  members.flatMap(({ person, facts }) =>
    (facts.FinancialAssetFound ?? [])
      .filter(({ data }) => isRecent(data.day, day, days))
      .map((fact) => ({ person, fact })),
  )
