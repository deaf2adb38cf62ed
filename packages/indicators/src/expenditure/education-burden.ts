import { evidence, livingMembersFacts } from '@shouwang/household'
import { clear, type Indicator } from '../indicator.ts'
import { assetNumbers, hasHoldings } from '../readings/asset-limits.ts'
import { livingStandard } from '../readings/dependants.ts'
import { isCompulsory, type SchoolFee, schoolFees } from '../readings/school-fees.ts'
import { surelyEarns, surelyEarnsFacts, surelyEarnsNumbers } from '../readings/surely-earns.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { yuanText } from '../wording/yuan-text.ts'

const yearlyNet = 'education-burden/yearly-net'
const feeMonths = 'education-burden/fee-months'

/** How sure need is where the income that is seen is twice the standard of 低保 all the same, or a car, a business or a second home is kept up. */
const BESIDE_MEANS = 0.4

/**
 * 教育支出过重: the fees of this school year beyond compulsory schooling, aid taken off, reach the yearly standard for
 * the household. Source: 县级防返贫监测办法 (docs/domain.md §3, S47).
 */
export const educationBurden: Indicator = {
  id: 'education-burden',
  name: '教育支出过重',
  direction: 'missed',
  class: 'discovery',
  level: 'blue',
  dimensions: { expenditure: 35 },
  source: '某县防返贫监测办法',
  reads: [
    'EnrolmentReported',
    'BusinessRegistered',
    'PropertyRegistered',
    'VehicleRegistered',
    ...livingMembersFacts,
    ...surelyEarnsFacts,
  ],
  quietWithout: ['EnrolmentReported'],
  parameters: [yearlyNet, feeMonths, 'dibao/monthly-standard', ...assetNumbers, ...surelyEarnsNumbers],
  programmes: ['education-aid', 'rigid'],
  judge: (profile, policy, day) => {
    const standard = policy.number(yearlyNet)
    const fees = schoolFees(profile, day, policy.number(feeMonths).value).filter(
      ({ fact }) => !isCompulsory(fact.data.stage),
    )
    const [highest] = fees
    const netFen = fees.reduce((sum, fee) => sum + fee.netFen, 0)
    if (highest === undefined || netFen < standard.value) return clear
    return {
      status: 'fires',
      confidence:
        surelyEarns(profile, policy, day, 2 * livingStandard(policy)) || hasHoldings(profile, policy, day)
          ? BESIDE_MEANS
          : 0.8,
      person: highest.person,
      reason: `教育：${fees.map(sentence).join('；')}，本学年净支出${yuanText(netFen)}，达到${yuanText(standard.value)}标准`,
      observations: [
        heldAgainst(standard, { label: '学年净支出', observed: netFen, threshold: standard.value, unit: 'fen' }),
        ...fees.map(({ fact }) => shownOnly({ label: '已获资助', observed: fact.data.aidFen, unit: 'fen' })),
      ],
      facts: fees.map(({ person, fact }) => evidence(person, 'EnrolmentReported', fact)),
      advice: ['转教育部门核对助学金、助学贷款和学费减免'],
      reviewOn: fees.map(({ endsOn }) => endsOn).sort()[0] ?? highest.endsOn,
    }
  },
}

const sentence = ({ person, fact }: SchoolFee): string => {
  const { stage, term, yearlyFeeFen, aidFen } = fact.data
  const aid = aidFen > 0 ? `，已获资助${yuanText(aidFen)}` : ''
  return `{${person}}就读${stages[stage]}（${term}），学费${yuanText(yearlyFeeFen)}${aid}`
}

const stages = {
  kindergarten: '幼儿园',
  primary: '小学',
  junior: '初中',
  senior: '普通高中',
  vocational: '职业学校',
  undergraduate: '大学',
  postgraduate: '研究生',
  other: '其他学校',
} as const
