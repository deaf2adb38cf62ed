import { expect, test } from 'vitest'
import { type OfficeRows, readAs, sampleRow, typedByHand } from './office-rows.ts'

/** Rows of the offices that know what people own, earn, owe and get; the first row of each sample is the good one. */
const offices: readonly OfficeRows[] = [
  {
    feed: 'exit-entry',
    file: '移民管理_出入境记录',
    says: { direction: 'out', day: '2026-01-08' },
    mended: { 出入境标识: '出', 通关日期: '2026.01.08' },
    refused: { 出入境日期: '2026-13-01' },
    reason: 'bad-date',
  },
  {
    feed: 'legal-aid',
    file: '司法_法律援助',
    says: { cause: '支付劳动报酬', grantedOn: '2026-01-16' },
    mended: { 援助编号: 'FY100', 指派日期: '2026年1月16日' },
    refused: { 援助事由: '' },
    reason: 'missing-value',
  },
  {
    feed: 'enforcement',
    file: '法院_被执行人',
    says: { amountFen: 1_000_000, restricted: true, filedOn: '2026-01-18', closedOn: null },
    mended: { '执行标的额（万元）': '1', 执行立案时间: '2026-01-18 09:00' },
    refused: { 执行标的: '很多' },
    reason: 'bad-amount',
  },
  {
    feed: 'judicial-relief',
    file: '检察院_司法救助线索',
    says: { day: '2026-01-23', category: 'medical', region: '350203001001' },
    mended: { 线索编号: 'JC100', 移送日期: '2026/01/23' },
    refused: { 线索移送日期: '2026-12-23' },
    reason: 'future-date',
  },
  {
    feed: 'employment-reg',
    file: '人社_就业登记',
    says: { from: '2026-01-01', to: null },
    mended: { 就业单位: '示例电子有限公司', 就业登记日期: '2026.1.1' },
    refused: { 就业日期: '' },
    reason: 'missing-value',
  },
  {
    feed: 'high-cost-list',
    file: '医保_高额费用名单',
    says: { period: '2026-01', burdenFen: 1_002_000 },
    mended: { 监测月份: '202601', 个人负担合计: '10,020元' },
    refused: { 统计期: '去年' },
    reason: 'bad-month',
  },
  {
    feed: 'student-aid',
    file: '教育_学生资助',
    says: { term: '2026春', yearlyFeeFen: 1_000_000, aidFen: 100_000 },
    mended: { 助学项目: '国家助学金', 助学金额: '￥1000' },
    refused: { 资助发放金额: '若干' },
    reason: 'bad-amount',
  },
  {
    feed: 'house-contract',
    file: '住建_商品房网签',
    says: { areaM2: 89.5, priceFen: 100_000_000, day: '2026-01-13', status: 'signed' },
    mended: { 合同备案号: 'WQ100', '合同总价（万元）': '100' },
    refused: { 网签日期: '2026-11-13' },
    reason: 'future-date',
  },
  {
    feed: 'public-rental',
    file: '住房保障_公租房',
    says: { monthlyFen: 10_000, from: '2026-01-01', to: null },
    mended: { 保障编号: 'GZ100', 起租日期: '2026年01月01日' },
    refused: { 月租金: '面议' },
    reason: 'bad-amount',
  },
  {
    feed: 'land-compensation',
    file: '自然资源_征地补偿',
    says: { amountFen: 10_000_000, paidOn: '2026-01-17' },
    mended: { 征收项目编号: 'ZD100', '补偿款（万元）': '10' },
    refused: { 补偿发放日期: '' },
    reason: 'missing-value',
  },
  {
    feed: 'vehicle-tax',
    file: '税务_车辆购置税',
    says: { priceFen: 10_000_000, day: '2026-01-19' },
    mended: { 车架号: 'LSVNV2182E10000001', '计税价格（万元）': '10' },
    refused: { 购置税计税价格: '-1' },
    reason: 'bad-amount',
  },
  {
    feed: 'veterans',
    file: '退役军人_优抚对象',
    says: { kind: 'veteran', monthlyFen: 100_000, from: '2024-01-01' },
    mended: { 优抚对象类别: '退伍军人', 优抚月标准: '1,000元' },
    refused: { 月抚恤金额: '' },
    reason: 'missing-value',
  },
  {
    feed: 'union-hardship',
    file: '工会_困难职工名册',
    says: { list: 'union', kind: '深度困难', amountFen: 100_000, day: '2026-01-22' },
    mended: { 困难职工类型: '深度困难', 登记日期: '2026.01.22' },
    refused: { 建档日期: '2026-11-22' },
    reason: 'future-date',
  },
  {
    feed: 'women-hardship',
    file: '妇联_困难妇女名册',
    says: { list: 'women', kind: '深度困难', amountFen: 100_000, day: '2026-01-22' },
    mended: { 困难妇女类型: '深度困难', 登记日期: '2026.01.22' },
    refused: { 建档日期: '2026-11-22' },
    reason: 'future-date',
  },
  {
    feed: 'youth-hardship',
    file: '团委_困难青少年名册',
    says: { list: 'youth', kind: '深度困难', amountFen: 100_000, day: '2026-01-22' },
    mended: { 困难青少年类型: '深度困难', 登记日期: '2026.01.22' },
    refused: { 建档日期: '2026-11-22' },
    reason: 'future-date',
  },
  {
    feed: 'charity-aid',
    file: '慈善会_慈善与红十字救助名册',
    says: { list: 'charity', kind: '深度困难', amountFen: 100_000, day: '2026-01-22' },
    mended: { 慈善救助类型: '深度困难', 登记日期: '2026.01.22' },
    refused: { 建档日期: '2026-11-22' },
    reason: 'future-date',
  },
  {
    feed: 'commercial-vehicle',
    file: '交通运输_营运车船',
    says: { kind: 'freight', day: '2026-01-24', status: 'licensed' },
    mended: { 营运号牌: '闽D10000', 经营范围: '道路普通货物运输' },
    refused: { 营运状态: '借出' },
    reason: 'unknown-code',
  },
  {
    feed: 'bank-deposits',
    file: '银行_银行存款核对',
    says: { kind: 'deposit', balanceFen: 1_000_000, day: '2026-01-27', authorisation: 'SQ100' },
    mended: { 授权书编号: 'SQ100', '存款余额（万元）': '1' },
    refused: { 核对授权书编号: '' },
    reason: 'missing-value',
  },
  {
    feed: 'securities',
    file: '证券_证券资产核对',
    says: { kind: 'securities', balanceFen: 1_000_000, day: '2026-01-27', authorisation: 'SQ100' },
    mended: { 授权书编号: 'SQ100', '证券市值（万元）': '1' },
    refused: { 核对授权书编号: '' },
    reason: 'missing-value',
  },
  {
    feed: 'insurance-policies',
    file: '保险_商业保险核对',
    says: { kind: 'insurance', balanceFen: 1_000_000, day: '2026-01-27', authorisation: 'SQ100' },
    mended: { 授权书编号: 'SQ100', '保单现金价值（万元）': '1' },
    refused: { 核对授权书编号: '' },
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
