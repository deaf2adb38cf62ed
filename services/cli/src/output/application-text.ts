import { expenseKindWords, holdingWords, incomeKindWords, insuredWords } from '@shouwang/casework'
import type { ApplicationAnswer } from '@shouwang/console-api'
import { valueText } from './amount-text.ts'
import { checkText } from './check-text.ts'

/** 一证申请 as a page that can be printed: members, income, holdings, insurance, what is had and what is due. */
export const applicationText = (page: ApplicationAnswer): string =>
  [
    `户号 ${page.householdNo}　${page.regionName}`,
    `成员：${page.members.map(({ name, relation, age }) => [name, relation, age === null ? null : `${age}岁`].filter((part) => part !== null).join(' ')).join('、')}`,
    ...incomeLines(page.income),
    `财产：${page.holdings.length === 0 ? '未见登记' : page.holdings.map(holdingText).join('；')}`,
    `参保：${page.insurance.map(insuredText).join('；')}`,
    `在办个案：${page.openCases.length === 0 ? '无' : page.openCases.map(({ caseId }) => caseId).join('、')}`,
    `一年内救助：${page.aid.length === 0 ? '无' : page.aid.map(({ day, amountFen }) => `${day} ${valueText(amountFen, 'fen')}`).join('、')}`,
    '',
    checkText(page.check, false),
  ].join('\n')

const incomeLines = ({ perHeadFen, sources, unseen, awaits, declaredFen, ...sums }: Income): string[] => [
  `收入：${perHeadFen === null ? '' : `人均每月 ${valueText(perHeadFen, 'fen')}，`}${sources.length === 0 ? '未见来源' : sources.map(sourceText).join('；')}`,
  ...totalLines(sums),
  ...(declaredFen === null ? [] : [`  本人申报每月 ${valueText(declaredFen, 'fen')}`]),
  ...(unseen.length === 0 ? [] : [`  未见收入：${unseen.join('、')}`]),
  ...(awaits.length === 0 ? [] : [`  还缺数据：${awaits.join('、')}`]),
]

type Income = ApplicationAnswer['income']

type Sums = Pick<Income, 'grossPerMonthFen' | 'perMonthFen' | 'expenses' | 'expensesYearlyFen' | 'leftPerMonthFen'>

/** Both totals line by line: what is paid, what law counts of it, and what is left after 刚性支出. */
const totalLines = (sums: Sums): string[] => {
  const { grossPerMonthFen, perMonthFen, expenses, expensesYearlyFen, leftPerMonthFen } = sums
  if (grossPerMonthFen === null || perMonthFen === null || expensesYearlyFen === null || leftPerMonthFen === null)
    return []
  return [
    `  合计每月 ${valueText(grossPerMonthFen, 'fen')}，扣除就业成本等后 ${valueText(perMonthFen, 'fen')}`,
    ...expenses.map(
      ({ personName, kind, yearlyFen }) =>
        `  减：${personName} ${expenseKindWords[kind].zh} ${yearlyFen === null ? '' : `${valueText(yearlyFen, 'fen')}/年`}`,
    ),
    ...(expenses.length === 0
      ? []
      : [`  刚性支出每年 ${valueText(expensesYearlyFen, 'fen')}，扣除后每月 ${valueText(leftPerMonthFen, 'fen')}`]),
  ]
}

const sourceText = ({ personName, kind, grossFen, monthlyFen }: Income['sources'][number]): string =>
  `${personName} ${incomeKindWords[kind].zh}${monthlyFen === null ? '' : ` ${valueText(monthlyFen, 'fen')}/月`}${grossFen === null || grossFen === monthlyFen ? '' : `（发放 ${valueText(grossFen, 'fen')}）`}`

const holdingText = ({ personName, kind, day, valueFen, areaM2 }: ApplicationAnswer['holdings'][number]): string =>
  `${personName} ${holdingWords[kind].zh}（${day}${valueFen === null ? '' : `，${valueText(valueFen, 'fen')}`}${areaM2 === null ? '' : `，${areaM2}平方米`}）`

const insuredText = ({
  personName,
  medicalStatus,
  medicalPaidThrough,
}: ApplicationAnswer['insurance'][number]): string =>
  `${personName} ${insuredWords[medicalStatus ?? 'unknown'].zh}${medicalPaidThrough === null ? '' : `至 ${medicalPaidThrough}`}`
