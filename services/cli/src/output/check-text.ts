import { checkNeedWords, checkStandingWords, checkStateWords } from '@shouwang/casework'
import type { CheckAnswer, ShownCheck } from '@shouwang/console-api'
import { valueText } from './amount-text.ts'

/** A check as two lists that can be printed: 政策关爱清单 (money) and 救助服务清单 (goods and services). */
export const checkText = (answer: CheckAnswer, all: boolean): string => {
  const { householdNo, regionName, members, day, policy, programmes, missedYearlyFen, officialKin } = answer
  const shown = programmes.filter(({ standing }) => all || standing !== 'not-met')
  const hidden = programmes.length - shown.length
  return [
    `户号 ${householdNo}　${regionName}　${members.join('、')}`,
    `核对日 ${day}；政策版本 ${policy}。核对结果是线索，不是决定。`,
    `全年少享：已符合的合计不少于 ${valueText(missedYearlyFen.met, 'fen')}；连同待核实的最多 ${valueText(missedYearlyFen.possible, 'fen')}。`,
    ...(officialKin === null || officialKin.reason === null ? [] : [`近亲属备案：${officialKin.reason}。`]),
    '',
    ...listOf(
      '政策关爱清单',
      shown.filter(({ kind }) => kind === 'money'),
    ),
    ...listOf(
      '救助服务清单',
      shown.filter(({ kind }) => kind !== 'money'),
    ),
    ...(hidden === 0 ? [] : [`另有 ${hidden} 项不符合（--all 列出）。`]),
  ].join('\n')
}

const order: readonly ShownCheck['standing'][] = ['held', 'met', 'not-known', 'behind', 'not-met']

const listOf = (title: string, checks: readonly ShownCheck[]): readonly string[] => [
  `【${title}】`,
  ...(checks.length === 0 ? ['  无'] : []),
  ...checks.toSorted((a, b) => order.indexOf(a.standing) - order.indexOf(b.standing)).flatMap(checkLines),
  '',
]

const checkLines = (check: ShownCheck): readonly string[] => {
  const { name, personName, standing, behind, conditions, office, source } = check
  const whose = personName === null ? '' : `（${personName}）`
  const instead = standing === 'behind' ? `${behind}，两者不能兼得` : ''
  return [
    `  ${checkStandingWords[standing].zh}${instead}：${name}${whose}${amountText(check)}`,
    ...(standing === 'held' ? [] : conditions.map(conditionLine)),
    `      ${office}（${source}）`,
  ]
}

const conditionLine = ({ text, state, seen, needs, rules }: ShownCheck['conditions'][number]): string => {
  const from = rules.map(
    ({ from: since, source, runOut }) => `${since} 起，${source}${runOut === null ? '' : `，${runOutWords[runOut]}`}`,
  )
  const told = [...(seen === null ? [] : [seen]), ...(needs === null ? [] : [checkNeedWords[needs].zh]), ...from]
  return `      ${checkStateWords[state].zh}　${text}${told.length === 0 ? '' : `（${told.join('；')}）`}`
}

const amountText = ({ standing, heldMonthlyFen, amount, yearlyFen }: ShownCheck): string => {
  if (standing === 'held') return heldMonthlyFen === null ? '' : `，${valueText(heldMonthlyFen, 'fen')}/月`
  if (amount === null) return ''
  const year =
    yearlyFen === null || amount.every !== 'month' ? '' : `，一年 ${rangeText(yearlyFen.least, yearlyFen.most)}`
  if (amount.mostFen === null) return `，${amount.text}`
  const sum =
    amount.leastFen === null ? `最多 ${valueText(amount.mostFen, 'fen')}` : rangeText(amount.leastFen, amount.mostFen)
  return `，${sum}${everyText[amount.every]}${year}${amount.note === '' ? '' : `（${amount.note.replace(/。$/, '')}）`}`
}

const runOutWords = { ended: '已过有效期', unreviewed: '超过十三个月未复核' } as const

const everyText = { month: '/月', year: '/年', once: '（一次性）' } as const

const rangeText = (least: number, most: number): string =>
  least === most ? valueText(least, 'fen') : `${valueText(least, 'fen')} 至 ${valueText(most, 'fen')}`
