import type { Case } from '@shouwang/casework'
import type { DecisionNoticeAnswer } from '@shouwang/console-api'
import { type Day, regionPrefix } from '@shouwang/contracts'
import { type HouseholdRow, readRegionNames, readStaffNames } from '@shouwang/postgres'
import type { Backend } from '../backend/backend.ts'
import { capitalYuan } from './capital-yuan.ts'

type Made = Case['decisions'][number]

/** What each kind of decision is called on paper. */
const TITLES: { readonly [R in Made['result']]: string } = {
  granted: '确认通知书',
  refused: '不予确认告知书',
  adjusted: '调整通知书',
  stopped: '停止通知书',
}
const LAWSUIT_MONTHS = 6
const TOWN_DIGITS = 9

/** The notice of a decision, in the form in which it is handed to the family. */
export const decisionNotice = async (
  backend: Backend,
  known: Case,
  decision: Made,
  household: HouseholdRow | undefined,
): Promise<DecisionNoticeAnswer> => {
  const head = household?.assessment.members[0]
  const identity = head === undefined ? undefined : (await backend.vault.identify([head])).get(head)
  const town = known.region === null ? null : known.region.slice(0, TOWN_DIGITS).padEnd(12, '0')
  const offices = town === null ? new Map<string, string>() : await readRegionNames(backend.sql, [town])
  const names = await readStaffNames(backend.sql, [decision.by])
  const programme = backend.programmes.find(({ id }) => id === decision.programme)
  return {
    title: `${programme?.name ?? '社会救助'}${TITLES[decision.result]}`,
    noticeNo: decision.decisionNo,
    name: identity?.name ?? '',
    address: identity?.address ?? null,
    householdNo: known.householdNo,
    paragraphs: paragraphs(decision, programme),
    lines: decision.lines.map(({ label, fen }) => ({ label, yuan: yuan(fen) })),
    office: town === null ? '' : (offices.get(town) ?? regionPrefix(town)),
    day: decision.day,
    handledBy: names.get(decision.by) ?? decision.by,
  }
}

const paragraphs = (decision: Made, programme: Backend['programmes'][number] | undefined): string[] => {
  const { reasons } = decision
  return [
    what(decision, programme?.name ?? '社会救助'),
    `理由：${reasons}`,
    ...(programme?.source == null ? [] : [`依据：${programme.source}`]),
    ...(programme?.appealDays == null
      ? []
      : [
          `如不服本决定，可自收到本通知书之日起 ${programme.appealDays} 日内依法申请行政复议，或在 ${LAWSUIT_MONTHS} 个月内依法提起行政诉讼。`,
        ]),
    ...(decision.result === 'granted' ? ['家庭人口、收入、财产状况发生变化的，请及时告知办理机关。'] : []),
  ]
}

const what = ({ result, amountFen, from, to }: Made, name: string): string => {
  const until = to === null ? '' : `至 ${day(to)}`
  const sum = amountFen === 0 ? '' : `，金额 ${yuan(amountFen)} 元（大写：${capitalYuan(amountFen)}）`
  switch (result) {
    case 'granted':
      return `经审核，您家庭符合${name}条件，决定自 ${day(from)}${until}给予${name}${sum}。`
    case 'refused':
      return `经审核，您家庭目前不符合${name}条件，决定不予${name}。`
    case 'adjusted':
      return `经复核，决定自 ${day(from)}起调整${name}${sum}。`
    case 'stopped':
      return `经复核，您家庭不再符合${name}条件，决定自 ${day(from)}起停止${name}。`
    default:
      return result satisfies never
  }
}

const day = (iso: Day): string => {
  const [year, month, date] = iso.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

const yuan = (fen: number): string =>
  (fen / 100).toLocaleString('zh-CN', { minimumFractionDigits: 0, maximumFractionDigits: 2 })
