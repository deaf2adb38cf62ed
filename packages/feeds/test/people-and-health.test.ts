import { expect, test } from 'vitest'
import { type OfficeRows, readAs, sampleRow, typedByHand } from './office-rows.ts'

/** Rows of the offices that know who people are, where they are, and how they fare; the first row of each sample is the good one. */
const offices: readonly OfficeRows[] = [
  {
    feed: 'residence-permit',
    file: '公安_居住证登记',
    says: { region: '350203001001', from: '2026-01-05', to: '2027-01-04', birthDate: '1949-12-31', sex: 'female' },
    mended: { 登记编号: 'JZ100', 有效期止: '2027年1月4日' },
    refused: { 居住登记日期: '2026-11-20' },
    reason: 'future-date',
  },
  {
    feed: 'missing-report',
    file: '公安_失联报案',
    says: { reportedOn: '2026-01-11', foundOn: null },
    mended: { 警情编号: 'SL100', 报失日期: '2026/1/11' },
    refused: { 报案日期: '某日' },
    reason: 'bad-date',
  },
  {
    feed: 'custody',
    file: '公安监管_拘留与强制戒毒',
    says: { kind: 'detention', from: '2026-01-02', to: '2026-01-12' },
    mended: { 措施类型: '拘留', 羁押日期: '20260102' },
    refused: { 羁押类型: '留校' },
    reason: 'unknown-code',
  },
  {
    feed: 'crime-victim',
    file: '刑侦_刑事案件受害人',
    says: { harm: 'serious', day: '2026-01-21' },
    mended: { 刑事案件编号: 'XJ100', 损伤程度: '重伤' },
    refused: { 伤害后果: '财产损失' },
    reason: 'unknown-code',
  },
  {
    feed: 'work-injury',
    file: '人社_工伤鉴定',
    says: { grade: 5, day: '2026-01-03' },
    mended: { 工伤等级: '5', 受伤日期: '20260103' },
    refused: { 伤残等级: '十一级' },
    reason: 'unknown-code',
  },
  {
    feed: 'disease-register',
    file: '卫健_大病登记',
    says: { diseaseCode: 'C34.9', diseaseName: '肺恶性肿瘤', from: '2026-01-14', to: null },
    mended: { 'ICD-10编码': 'C34.9', 诊断名称: '肺恶性肿瘤', 诊断日期: '2026年1月14日' },
    refused: { 登记病种: '' },
    reason: 'missing-value',
  },
  {
    feed: 'rehab-aid',
    file: '残联_康复救助',
    says: { item: '听力语言训练', amountFen: 100_000, paidOn: '2026-01-26' },
    mended: { 救助项目: '听力语言训练', 补助金额: '1,000.00' },
    refused: { 康复补助金额: '-5' },
    reason: 'bad-amount',
  },
  {
    feed: 'shelter',
    file: '民政_流浪救助',
    says: { from: '2026-01-07', to: '2026-01-09' },
    mended: { 进站日期: '2026-1-7', 出站日期: '2026-1-9' },
    refused: { 入站日期: '2026-12-07' },
    reason: 'future-date',
  },
  {
    feed: 'dropout',
    file: '教育_疑似辍学',
    says: { stage: 'junior', status: 'dropped-out', yearlyFeeFen: 0, aidFen: 0, term: '2026春' },
    mended: { 劝返状态: '未返校', 控辍学期: '2026春' },
    refused: { 控辍状态: '请假' },
    reason: 'unknown-code',
  },
  {
    feed: 'fanpin',
    file: '农业农村_防返贫监测',
    says: {
      programme: 'fanpin',
      rollNo: 'FP100',
      status: 'active',
      householdMonthlyFen: 0,
      from: '2026-01-06',
      to: null,
      recheckedOn: null,
    },
    mended: { 返贫监测编号: 'FP100', 监测状态: '风险未消除' },
    refused: { 风险消除状态: '待定' },
    reason: 'unknown-code',
  },
  {
    feed: 'electricity-use',
    file: '供电_用电量',
    says: { kind: 'electricity', amount: 3.2, zeroDays: 0, day: '2026-01-28' },
    mended: { 电表户号: 'YD100', 抄表日期: '2026年1月28日' },
    refused: { 日用电量: '不详多少' },
    reason: 'bad-number',
  },
  {
    feed: 'water-gas-use',
    file: '供水燃气_用量',
    says: { kind: 'water', amount: 0.3, zeroDays: 0, day: '2026-01-28' },
    mended: { 用户号: 'SQH100', 抄表日期: '20260128' },
    refused: { 表计类型: '电表' },
    reason: 'unknown-code',
  },
  {
    feed: 'grid-report',
    file: '网格_网格上报',
    says: { day: '2026-01-19', category: 'hardship', region: '350203001001' },
    mended: { 事件编号: 'WG100', 上报日期: '2026-1-19' },
    refused: { 网格上报时间: '' },
    reason: 'missing-value',
  },
]

test.each(offices)('a row of $feed says what its office means', ({ feed, file, says }) => {
  expect(readAs(feed, sampleRow(file))).toMatchObject({ kind: 'accepted', mended: false, event: { data: says } })
})

test.each(offices)('a row of $feed typed by hand is mended and says the same', ({ feed, file, says, mended }) => {
  const row = typedByHand(feed, sampleRow(file), mended)
  expect(readAs(feed, row)).toMatchObject({ kind: 'accepted', mended: true, event: { data: says } })
})

test.each(offices)('a row of $feed that can not be meant is set aside by name', ({ feed, file, refused, reason }) => {
  const [field] = Object.keys(refused)
  expect(readAs(feed, { ...sampleRow(file), ...refused })).toEqual({ kind: 'quarantined', reason, field })
})

test('one door has one pseudonym however its address is written, and dormitories have none', () => {
  const row = sampleRow('公安_居住证登记')
  const dwellingOf = (现住址: string) => {
    const read = readAs('residence-permit', { ...row, 现住址 })
    return read.kind === 'accepted' && read.event.type === 'ResidenceReported' ? read.event.data.dwelling : undefined
  }
  const door = dwellingOf('示例市示例区和平路100号3栋502室')
  expect(door).toMatch(/^d_[0-9a-f]{16}$/)
  expect(dwellingOf(' 示例市示例区和平路１００号 3栋502室 ')).toBe(door)
  expect(dwellingOf('示例市示例区和平路100号3栋503室')).not.toBe(door)
  for (const shared of ['示例电子有限公司宿舍3栋502室', '和平路100号工地', '示例区和平社区', ''])
    expect(dwellingOf(shared)).toBeNull()
})
