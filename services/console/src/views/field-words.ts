import { outcomeRule, relationWords } from '@shouwang/casework'
import { Outcome, type PersonId, Relation } from '@shouwang/contracts'
import { reasonWords } from '@shouwang/feeds'

/** What the fields of facts are called; a test holds that none is missing. */
const FIELD_WORDS: Readonly<Record<string, string>> = {
  admittedOn: '入院日期',
  aidFen: '资助',
  amountFen: '金额',
  areaM2: '面积（㎡）',
  arrearsFen: '欠费',
  assessedOn: '评定日期',
  baseFen: '缴费基数',
  birthDate: '出生日期',
  bornOn: '出生日期',
  capitalFen: '出资额',
  care: '就医类别',
  category: '类别',
  certifiedOn: '发证日期',
  child: '子女',
  commercial: '营运',
  critical: '急危重症',
  day: '日期',
  dischargedOn: '出院日期',
  diseaseCode: '疾病编码',
  diseaseName: '疾病名称',
  employer: '单位（代码）',
  estimatedFen: '预计总费用',
  father: '父亲',
  from: '起',
  fromHouseholdNo: '原户号',
  fromMonth: '起始月份',
  grade: '鉴定等级',
  harm: '伤害程度',
  homeDamaged: '房屋受损',
  homeLost: '房屋损毁',
  householdMonthlyFen: '家庭月救助金',
  householdNo: '户号',
  inScopeSelfPaidFen: '合规自付',
  indicators: '指标',
  item: '项目',
  judgedOn: '裁判日期',
  kind: '种类',
  level: '等级',
  liability: '责任',
  livesInHouseholdNo: '现居住户',
  lossFen: '损失',
  month: '月份',
  monthlyFen: '每月金额',
  mother: '母亲',
  movedOn: '变动日期',
  other: '相对人',
  outOfScopeFen: '目录外自费',
  outcome: '核查结果',
  paidOn: '发放日期',
  paidThrough: '缴费至',
  payer: '支付单位（代码）',
  personalBurdenFen: '个人负担',
  priceFen: '价格',
  programme: '救助类别',
  reason: '原因',
  refund: '退费',
  refundOf: '冲销单号',
  region: '区划',
  registeredOn: '登记日期',
  relation: '与户主关系',
  relocated: '转移安置',
  role: '身份',
  rollNo: '名册编号',
  rows: '行数',
  settledOn: '结算日期',
  sex: '性别',
  sharePercent: '份额（%）',
  source: '来源',
  spouse: '配偶',
  stage: '学段',
  status: '状态',
  taskId: '任务编号',
  term: '学期',
  throughMonth: '截至月份',
  to: '止',
  toHouseholdNo: '现户号',
  toMonth: '终止月份',
  totalFen: '总费用',
  use: '用途',
  vehicleClass: '车型',
  yearlyFeeFen: '年学费',
}

/** What the codes of facts are called, first those that mean another thing in one field. An unlisted code is shown as it is. */
const VALUE_WORDS: Readonly<Record<string, string>> = {
  'care=other': '其他就医',
  'category=1': '视力',
  'category=2': '听力',
  'category=3': '言语',
  'category=4': '肢体',
  'category=5': '智力',
  'category=6': '精神',
  'category=7': '多重',
  'grade=A': 'A级',
  'grade=B': 'B级',
  'grade=C': 'C级',
  'grade=D': 'D级',
  'kind=cancelled': '注销户口',
  'kind=declared-dead': '宣告死亡',
  'kind=declared-missing': '宣告失踪',
  'kind=employee': '职工医保',
  'kind=guardianship': '指定监护',
  'kind=guardianship-revoked': '撤销监护',
  'kind=marriage': '结婚',
  'kind=other': '其他',
  'kind=resident': '居民医保',
  'kind=support': '赡养抚养扶养',
  'level=1': '一级',
  'level=2': '二级',
  'level=3': '三级',
  'level=4': '四级',
  'liability=minor': '次要责任',
  'source=housing-fund': '住房公积金',
  'source=payroll': '财政供养工资',
  'source=tax': '个人所得税',
  active: '有效',
  birth: '出生登记',
  bus: '客车',
  cancelled: '已注销',
  car: '小型客车',
  care: '护理补贴',
  'chronic-outpatient': '门诊慢特病',
  closed: '已注销',
  commercial: '商业',
  'community-correction': '社区矫正',
  'compulsory-rehab': '强制戒毒',
  death: '死亡',
  deregistered: '已注销',
  detention: '羁押',
  dibao: '低保',
  dibao_single: '单人保',
  'disability-care': '重度残疾人护理补贴',
  'disability-living': '困难残疾人生活补贴',
  'disability-vehicle': '残疾人机动轮椅车',
  'disaster-relief': '受灾救助',
  divorce: '离婚',
  'dropped-out': '辍学',
  edge: '低保边缘',
  'elder-allowance': '高龄津贴',
  enrolled: '在读',
  equal: '同等责任',
  'family-planning': '计划生育扶助',
  fanpin: '防止返贫监测',
  farming: '农业补贴',
  female: '女',
  forestry: '林业补贴',
  full: '全部责任',
  funeral: '殡葬',
  graduated: '毕业',
  hardship: '生活困难',
  health: '卫健',
  housing: '住房',
  inpatient: '住院',
  insured: '正常参保',
  junior: '初中',
  kindergarten: '幼儿园',
  'land-expropriated': '被征地农民',
  'legal-representative': '法定代表人',
  living: '生活补贴',
  major: '主要责任',
  male: '男',
  manager: '管理人员',
  medical: '看病就医',
  migration: '迁移',
  minor: '轻微',
  motorcycle: '摩托车',
  none: '无责任',
  orphan: '孤儿',
  other: '其他',
  outpatient: '门诊',
  parking: '车位',
  police: '公安',
  postgraduate: '研究生',
  primary: '小学',
  prison: '服刑',
  registered: '已登记',
  rejected: '未批准',
  relocation: '拆迁搬迁',
  resident: '居民',
  residential: '住宅',
  revoked: '吊销',
  rigid: '刚性支出困难',
  safety: '人身安全',
  senior: '普通高中',
  serious: '重伤',
  shareholder: '股东',
  'sole-trader': '经营者',
  split: '分户',
  stopped: '已停止',
  'student-aid': '助学',
  suspended: '暂停',
  tekun: '特困',
  'temporary-relief': '临时救助',
  tractor: '拖拉机',
  truck: '货车',
  'unattended-child': '事实无人抚养儿童',
  undergraduate: '大学',
  unknown: '不详',
  'urban-employee': '城镇职工',
  valid: '有效',
  veteran: '优待抚恤',
  vocational: '中职',
}

const yuan = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 2 })

/** Names for what facts only know by number; the reader's role may hide some of them. */
export type FieldNames = {
  readonly person: (person: PersonId) => string
  readonly indicator: (id: string) => string
}

/** The fields of a fact in one plain line; what is empty or not so is left out. */
export const fieldWords = (fields: Readonly<Record<string, unknown>>, nameOf: FieldNames): string =>
  Object.entries(fields)
    .filter(([, value]) => value !== null && value !== false && value !== '')
    .map(([field, value]) => {
      const label = FIELD_WORDS[field] ?? field
      return value === true ? label : `${label} ${valueWords(field, value, nameOf)}`
    })
    .join('，')

const valueWords = (field: string, value: unknown, nameOf: FieldNames): string => {
  if (Array.isArray(value)) return value.map((one) => valueWords(field, one, nameOf)).join('、')
  if (typeof value === 'number' && field.endsWith('Fen')) return `${yuan.format(value / 100)} 元`
  if (typeof value === 'string' && /^p_[0-9a-f]{24}$/.test(value)) return nameOf.person(value as PersonId)
  if (field === 'indicators') return nameOf.indicator(String(value))
  if (field === 'outcome') return outcomeWords(value)
  if (field === 'relation') return relationOf(value)
  return VALUE_WORDS[`${field}=${value}`] ?? VALUE_WORDS[String(value)] ?? reasonWords(String(value))
}

const outcomeWords = (value: unknown): string => {
  const { data } = Outcome.safeParse(value)
  return data === undefined ? String(value) : outcomeRule(data).zh
}

const relationOf = (value: unknown): string => {
  const { data } = Relation.safeParse(value)
  return data === undefined ? String(value) : relationWords[data].zh
}
