import { dimensionWords, entitlementWords, levelWords, taskStatusWords, type Words } from '@shouwang/casework'
import type { ExplanationAnswer } from '@shouwang/console-api'
import { valueText } from './amount-text.ts'
import { textTable } from './text-table.ts'

/** An explanation as a caseworker reads it: what fires and why, what may be owed, what is known, what is missing. */
export const explanationText = (told: ExplanationAnswer): string =>
  [
    ...headLines(told),
    ...section('家庭成员', told.members.map(memberLine)),
    ...section('预警', told.fires.length === 0 ? ['没有触发的预警。'] : told.fires.flatMap(firesLines)),
    ...section('救助待遇', told.entitlements.map(entitlementLine)),
    ...section('已知情况', knownLines(told)),
    ...section('还不知道', told.unknown.flatMap(unknownLines)),
    ...section(
      '已核对、未触发',
      told.clear.length === 0 ? [] : [told.clear.map((each) => each.indicatorName).join('、')],
    ),
    ...section('任务', told.tasks.map(taskLine)),
  ].join('\n')

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [`【${title}】`, ...lines.map((line) => `  ${line}`), '']

const headLines = (told: ExplanationAnswer): readonly string[] => {
  const { householdNo, regionName, level, levelToday, score, scores, confidence, day, policy, reviewOn } = told
  const byDimension = Object.entries(scores).map(
    ([dimension, points]) => `${wordFor(dimensionWords, dimension)} ${points}`,
  )
  const settling = level === levelToday ? '' : `（按当日情况为${levelWords[levelToday].zh}，等级回落有观察期）`
  return [
    `户号 ${householdNo}　${regionName}　级别 ${levelWords[level].zh}${settling}`,
    `得分 ${Math.round(score)}（${byDimension.join('，')}）；数据完备程度 ${Math.round(confidence * 100)}%`,
    `研判日 ${day}；政策版本 ${policy}${reviewOn === null ? '' : `；下次复核 ${reviewOn}`}`,
    '',
  ]
}

const sexWords: Readonly<Record<string, string>> = { male: '男', female: '女' }

const memberLine = ({
  name,
  relation,
  sex,
  age,
  person,
  deathReportedOn,
}: ExplanationAnswer['members'][number]): string =>
  [
    name,
    relation ?? '关系未知',
    sexWords[sex] ?? '性别未知',
    age === null ? '年龄未知' : `${age} 岁`,
    person,
    ...(deathReportedOn === null ? [] : [`${deathReportedOn} 报告去世`]),
  ].join('　')

const firesLines = (lead: ExplanationAnswer['fires'][number]): readonly string[] => [
  `● ${levelWords[lead.level].zh}　${lead.indicatorName}（${lead.indicator}）`,
  `    ${lead.text}`,
  ...lead.observations.map((seen) => `    ${observationText(seen)}`),
  ...lead.sources.map(({ provider, feedName, day }) => `    来源：${provider}《${feedName}》${day}`),
  ...lead.advice.map((advice) => `    提示：${advice}`),
]

const observationText = (seen: ExplanationAnswer['fires'][number]['observations'][number]): string => {
  const { label, observed, threshold, unit, rule } = seen
  const against = threshold === null ? '' : `，标准 ${valueText(threshold, unit)}`
  const from = rule === null ? '' : `（${rule.id}，${rule.from} 起，${rule.source}）`
  return `${label}：${valueText(observed, unit)}${against}${from}`
}

const entitlementLine = (owed: ExplanationAnswer['entitlements'][number]): string => {
  const { name, personName, standing, monthlyFen, why, source } = owed
  const whose = personName === null ? '' : `（${personName}）`
  const amount = monthlyFen === null ? '' : `，${valueText(monthlyFen, 'fen')}/月`
  return `${entitlementWords[standing].zh}：${name}${whose}${amount}。${why}${source === null ? '' : `（${source}）`}`
}

const knownLines = ({ known }: ExplanationAnswer): readonly string[] =>
  known.length === 0
    ? []
    : textTable(
        [{ heading: '日期' }, { heading: '姓名' }, { heading: '事项' }, { heading: '来源' }, { heading: '内容' }],
        [...Map.groupBy(known, ({ person, label, feedName }) => `${person} ${label} ${feedName}`).values()].flatMap(
          knownRows,
        ),
      )
        .trimEnd()
        .split('\n')

/** Of what comes every month, the latest few. */
const knownRows = (things: ExplanationAnswer['known']): readonly (readonly string[])[] => {
  const latest = things.toSorted((a, b) => (a.day < b.day || (a.day === b.day && a.words < b.words) ? 1 : -1))
  const rows = latest
    .slice(0, latest.length > shownOfAKind + 1 ? shownOfAKind : latest.length)
    .map(({ day, personName, label, provider, feedName, words }) => [
      day,
      personName,
      label,
      `${provider}《${feedName}》`,
      words,
    ])
  const left = latest.length - rows.length
  return left === 0 ? rows : [...rows, ['', '', '', '', `另有较早的 ${left} 条（--format json 列出全部）`]]
}

const shownOfAKind = 3

const unknownLines = ({ indicatorName, missing, awaits }: ExplanationAnswer['unknown'][number]): readonly string[] => {
  const from = awaits.filter(({ feed, name }) => feed !== name).map(({ name, provider }) => `${provider}《${name}》`)
  const waits = [
    ...(from.length === 0 ? [] : [`等待 ${from.join('、')}`]),
    ...(from.length < awaits.length ? ['有部门接口尚未接入'] : []),
  ]
  return [`${indicatorName}：${missing.join('、')}${waits.length === 0 ? '' : `（${waits.join('；')}）`}`]
}

const taskLine = ({ taskId, status, level, openedOn, dueOn }: ExplanationAnswer['tasks'][number]): string =>
  `${taskId}　${wordFor(taskStatusWords, status)}　${levelWords[level].zh}　${openedOn} 派出，限 ${dueOn}`

/** The word for a code; the code itself where a newer program has one that this one does not know. */
const wordFor = (words: Readonly<Record<string, Words>>, code: string): string => words[code]?.zh ?? code
