import { aidFormWords, outcomeRules, stepWords } from '@shouwang/casework'
import { loadFeeds } from '@shouwang/feeds'
import { catalogue } from '@shouwang/indicators'

type Words = Readonly<Record<string, string>>

/** The stages of the pipeline, which are also its consumer groups. */
export const stageNames: Words = { ingest: '接入', scoring: '研判', alert: '派单', warehouse: '入仓' }
export const levelNames: Words = { red: '红', orange: '橙', yellow: '黄', blue: '蓝' }
export const levelColours: Words = { red: 'red', orange: 'orange', yellow: 'yellow', blue: 'blue' }
export const directionNames: Words = { missed: '漏保', wrong: '错保', urgent: '急难' }
export const feedNames: Words = Object.fromEntries(loadFeeds().map(({ id, name }) => [id, name]))
export const indicatorNames: Words = Object.fromEntries(catalogue.map(({ id, name }) => [id, name]))
export const outcomeNames: Words = Object.fromEntries(outcomeRules.map(({ outcome, zh }) => [outcome, zh]))
const chinese = (words: Readonly<Record<string, { readonly zh: string }>>): Words =>
  Object.fromEntries(Object.entries(words).map(([code, { zh }]) => [code, zh]))
export const aidFormNames = chinese(aidFormWords)
export const caseStepNames = chinese(stepWords)
export const accountNames: Words = {
  received: '收到',
  accepted: '接受',
  quarantined: '隔离',
  applied: '已用',
  duplicate: '重复',
  stale: '过时',
  'quarantined-later': '后来隔离',
}

/** Why a row is set aside. */
export const reasonNames: Words = {
  'missing-value': '缺必填值',
  'missing-column': '缺列',
  'bad-id-number': '身份证号有误',
  'bad-date': '日期有误',
  'future-date': '日期在未来',
  'bad-month': '月份有误',
  'bad-amount': '金额有误',
  'bad-number': '数字有误',
  'rounded-number': '号码被取整',
  'bad-region': '区划有误',
  'other-region': '别处的行',
  'bad-certificate': '证号有误',
  'unknown-code': '代码不在表中',
  'bad-row': '不成一行',
  'row-too-long': '行太长',
  'bad-encoding': '编码有误',
  'not-opened': '封装打不开',
  crashed: '程序出错',
}
