import { expect, test } from 'vitest'
import { accepted, mapped } from './row-of.ts'

const who = { 身份证号: '11010519491231002X', 姓名: '李小明' }
/** The same person and day as an office types them by hand. */
const typed = { 身份证号: ' 11010519491231002ｘ ', 姓名: '李小明' }

type Layout = {
  readonly feed: string
  readonly good: Record<string, unknown>
  readonly says: Record<string, unknown>
  /** Another spelling of the same row. */
  readonly mended: Record<string, unknown>
  readonly refused: Record<string, unknown>
  readonly reason: string
  readonly field: string
}

const layouts: readonly Layout[] = [
  {
    feed: 'inpatient-admission',
    good: { ...who, 医疗机构: '某某医院', 住院号: 'ZY1', 入院日期: '2026-10-20', 急危重症: '是', 欠费金额: '32000' },
    says: {
      admittedOn: '2026-10-20',
      dischargedOn: null,
      critical: true,
      arrearsFen: 3_200_000,
      estimatedFen: null,
    },
    mended: {
      ...typed,
      医院名称: '某某医院',
      住院流水号: 'ZY1',
      入院时间: '2026年10月20日',
      入院病情: '1',
      '住院欠费（万元）': '3.2',
    },
    refused: { ...who, 医疗机构: '某某医院', 住院号: 'ZY1', 入院日期: '2026-11-20' },
    reason: 'future-date',
    field: '入院日期',
  },
  {
    feed: 'income-tax',
    good: { ...who, 扣缴义务人: '某某公司', 所得项目: '工资薪金所得', 税款所属期: '2026-09', 收入额: '3200' },
    says: { source: 'tax', month: '2026-09', amountFen: 320_000 },
    mended: { ...typed, 扣缴单位: '某某公司', 征收品目: '工资薪金所得', 所得月份: '202609', 收入金额: '3,200.00元' },
    refused: { ...who, 扣缴义务人: '某某公司', 税款所属期: '2026-09', 收入额: '三千多' },
    reason: 'bad-amount',
    field: '收入额',
  },
  {
    feed: 'housing-fund',
    good: { ...who, 缴存单位: '某某公司', 缴存月份: '2026-09', 缴存基数: '4100' },
    says: { source: 'housing-fund', month: '2026-09', amountFen: 410_000 },
    mended: { ...typed, 单位名称: '某某公司', 汇缴年月: '2026.09', 月缴存基数: '￥4100' },
    refused: { ...who, 缴存单位: '某某公司', 缴存月份: '', 缴存基数: '4100' },
    reason: 'missing-value',
    field: '缴存月份',
  },
  {
    feed: 'public-payroll',
    good: { ...who, 预算单位: '某某小学', 工资月份: '2026-10', 应发工资: '6800' },
    says: { source: 'payroll', month: '2026-10', amountFen: 680_000 },
    mended: { ...typed, 供养单位: '某某小学', 发放年月: '2026年10月', 应发合计: '6,800' },
    refused: { ...who, 身份证号: '110105194912310021', 工资月份: '2026-10', 应发工资: '6800' },
    reason: 'bad-id-number',
    field: '身份证号',
  },
  {
    feed: 'subsidy-card',
    good: { ...who, 补贴项目: '农村低保金', 补贴金额: '540', 打卡日期: '2026-10-12', 发放流水号: 'Y1' },
    says: { item: '农村低保金', programme: 'dibao', amountFen: 54_000, paidOn: '2026-10-12' },
    mended: { ...typed, 资金项目: '农村低保金', 实发金额: '540.00', 到账日期: '20261012', 流水号: 'Y1' },
    refused: { ...who, 补贴项目: '农村低保金', 补贴金额: '540', 打卡日期: '2026-13-12' },
    reason: 'bad-date',
    field: '打卡日期',
  },
  {
    feed: 'insured-status',
    good: { ...who, 险种: '390', 参保状态: '2', 缴至年月: '2025-12' },
    says: { kind: 'resident', status: 'suspended', paidThrough: '2025-12' },
    mended: { ...typed, 险种类型: '城乡居民基本医疗保险', 人员参保状态: '断保', 缴费截止月: '2025.12' },
    refused: { ...who, 险种: '390', 参保状态: '7', 缴至年月: '2025-12' },
    reason: 'unknown-code',
    field: '参保状态',
  },
  {
    feed: 'chronic-cert',
    good: { ...who, 病种编码: 'M07800', 病种名称: '慢性肾功能衰竭透析', 有效期起: '2026-09-01', 有效期止: '长期' },
    says: { diseaseCode: 'N18.0', diseaseName: '慢性肾功能衰竭透析', from: '2026-09-01', to: null },
    mended: {
      ...typed,
      病种代码: 'M07800',
      门慢特病种名称: '慢性肾功能衰竭透析',
      认定日期: '2026/9/1',
      待遇结束日期: '9999-12-31',
    },
    refused: { ...who, 病种编码: 'M07800', 病种名称: '', 有效期起: '2026-09-01' },
    reason: 'missing-value',
    field: '病种名称',
  },
  {
    feed: 'ltc-assessment',
    good: { ...who, 失能等级: '重度失能Ⅰ级', 评估日期: '2026-08-15' },
    says: { grade: 3, assessedOn: '2026-08-15' },
    mended: { ...typed, 评估等级: '3', 评定日期: '2026年8月15日' },
    refused: { ...who, 失能等级: '待定', 评估日期: '2026-08-15' },
    reason: 'unknown-code',
    field: '失能等级',
  },
  {
    feed: 'birth-certificate',
    good: { 出生医学证明编号: 'Z1', 母亲身份证号: who.身份证号, 母亲姓名: '李小明', 出生日期: '2026-08-09' },
    says: { child: null, father: null, bornOn: '2026-08-09' },
    mended: { 出生证号: 'Z1', 产妇身份证号: typed.身份证号, 产妇姓名: '李小明', 出生时间: '2026-08-09 03:12' },
    refused: { 出生医学证明编号: 'Z1', 母亲身份证号: '', 出生日期: '2026-08-09' },
    reason: 'missing-value',
    field: '母亲身份证号',
  },
  {
    feed: 'family-judgment',
    good: {
      案号: '（2026）民初1号',
      被赡养人身份证号: who.身份证号,
      案由: '赡养费纠纷',
      月赡养费: '600',
      判决日期: '2026-06-20',
    },
    says: { kind: 'support', other: null, monthlyFen: 60_000, judgedOn: '2026-06-20' },
    mended: {
      案件编号: '（2026）民初1号',
      当事人身份证号: typed.身份证号,
      判决事项: '赡养',
      每月金额: '600元',
      裁判日期: '2026.6.20',
    },
    refused: { 案号: '（2026）民初1号', 当事人身份证号: who.身份证号, 案由: '赡养纠纷', 判决日期: '近日' },
    reason: 'bad-date',
    field: '判决日期',
  },
]

test.each(layouts)('$feed: a row says what it says, in either spelling', ({ feed, good, says, mended }) => {
  const { event } = accepted(feed, good)
  expect(event.data).toMatchObject(says)
  const again = accepted(feed, mended).event
  expect({ data: again.data, sourcekey: again.sourcekey, subject: again.subject }).toEqual({
    data: event.data,
    sourcekey: event.sourcekey,
    subject: event.subject,
  })
})

test.each(layouts)(
  '$feed: a row that cannot be read is set aside for its own fault',
  ({ feed, refused, reason, field }) => {
    expect(mapped(feed, refused)).toMatchObject({ kind: 'quarantined', reason, field })
  },
)

test('the tax office, the housing fund and the treasury each keep their own word of one month', () => {
  const rows = [
    accepted('income-tax', { ...who, 扣缴义务人: '某某公司', 税款所属期: '2026-09', 收入额: '3200' }),
    accepted('housing-fund', { ...who, 缴存单位: '某某公司', 缴存月份: '2026-09', 缴存基数: '3200' }),
    accepted('public-payroll', { ...who, 预算单位: '某某公司', 工资月份: '2026-09', 应发工资: '3200' }),
  ]
  expect(new Set(rows.map(({ event }) => event.sourcekey)).size).toBe(3)
  expect(new Set(rows.map(({ event }) => 'payer' in event.data && event.data.payer)).size).toBe(1)
})

test('a stay told again on the day of its discharge stands as discharged, whichever row comes first', () => {
  const stay = { ...who, 医疗机构: '某某医院', 住院号: 'ZY1', 入院日期: '2026-10-20', 更新日期: '2026-10-30' }
  const inside = accepted('inpatient-admission', { ...stay, 在院状态: '在院', 欠费金额: '32000' }).event
  const outside = accepted('inpatient-admission', { ...stay, 在院状态: '出院', 出院日期: '2026-10-30' }).event
  expect(outside.sourcekey).toBe(inside.sourcekey)
  expect(outside.revision).toBeGreaterThan(inside.revision)
})

test('a payment that the bank sent back is withdrawn, and one for anything else has no programme', () => {
  const paid = { ...who, 补贴项目: '家电下乡尾款', 补贴金额: '540', 打卡日期: '2026-10-12', 发放流水号: 'Y1' }
  expect(accepted('subsidy-card', paid).event).toMatchObject({ retracted: false, data: { programme: null } })
  expect(accepted('subsidy-card', { ...paid, 发放状态: '退回' }).event.retracted).toBe(true)
})
