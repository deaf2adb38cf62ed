import type { PersonId } from '@shouwang/contracts'

/** What the fields of facts are called. A field that is not listed is shown by its own name. */
const FIELD_WORDS: Readonly<Record<string, string>> = {
  aidFen: '资助',
  amountFen: '金额',
  areaM2: '面积（㎡）',
  birthDate: '出生日期',
  capitalFen: '出资额',
  care: '就医类别',
  category: '类别',
  certifiedOn: '发证日期',
  commercial: '营运',
  day: '日期',
  diseaseCode: '疾病编码',
  diseaseName: '疾病名称',
  from: '起',
  fromHouseholdNo: '原户号',
  fromMonth: '起始月份',
  grade: '鉴定等级',
  harm: '伤害程度',
  homeLost: '房屋损毁',
  householdMonthlyFen: '家庭月救助金',
  householdNo: '户号',
  inScopeSelfPaidFen: '合规自付',
  indicators: '指标',
  kind: '种类',
  level: '等级',
  liability: '责任',
  livesInHouseholdNo: '现居住户',
  lossFen: '损失',
  month: '月份',
  monthlyFen: '每月金额',
  movedOn: '变动日期',
  outOfScopeFen: '目录外自费',
  outcome: '核查结果',
  personalBurdenFen: '个人负担',
  priceFen: '价格',
  programme: '救助类别',
  refund: '退费',
  refundOf: '冲销单号',
  region: '区划',
  relation: '与户主关系',
  relocated: '转移安置',
  role: '身份',
  rollNo: '名册编号',
  settledOn: '结算日期',
  sex: '性别',
  sharePercent: '份额（%）',
  source: '来源',
  spouse: '配偶',
  stage: '学段',
  status: '状态',
  term: '学期',
  to: '止',
  toHouseholdNo: '现户号',
  totalFen: '总费用',
  use: '用途',
  vehicleClass: '车型',
  yearlyFeeFen: '年学费',
}

/** What the codes of facts are called. A code that is not listed is shown as it is. */
const VALUE_WORDS: Readonly<Record<string, string>> = {
  active: '有效',
  birth: '出生登记',
  cancelled: '已注销',
  car: '小型客车',
  care: '护理补贴',
  'chronic-outpatient': '门诊慢特病',
  closed: '已注销',
  commercial: '商业',
  'compulsory-rehab': '强制戒毒',
  daughter: '女儿',
  death: '死亡',
  deregistered: '已注销',
  detention: '羁押',
  dibao: '低保',
  dibao_single: '单人保',
  'dropped-out': '辍学',
  edge: '低保边缘',
  enrolled: '在读',
  fanpin: '防止返贫监测',
  female: '女',
  funeral: '殡葬',
  graduated: '毕业',
  grandchild: '孙辈',
  grandparent: '祖父母',
  head: '户主',
  health: '卫健',
  inpatient: '住院',
  'legal-representative': '法定代表人',
  living: '生活补贴',
  male: '男',
  marriage: '婚姻变动',
  migration: '迁移',
  minor: '轻微',
  motorcycle: '摩托车',
  other: '其他',
  outpatient: '门诊',
  parent: '父母',
  police: '公安',
  prison: '服刑',
  registered: '已登记',
  rejected: '未批准',
  resident: '居民',
  residential: '住宅',
  revoked: '吊销',
  rigid: '刚性支出困难',
  serious: '重伤',
  shareholder: '股东',
  sibling: '兄弟姐妹',
  son: '儿子',
  split: '分户',
  spouse: '配偶',
  stopped: '已停止',
  suspended: '暂停',
  tekun: '特困',
  unknown: '不详',
  valid: '有效',
}

const yuan = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 2 })

/** The fields of a fact in one plain line; what is empty or not so is left out. */
export const fieldWords = (fields: Readonly<Record<string, unknown>>, nameOf: (person: PersonId) => string): string =>
  Object.entries(fields)
    .filter(([, value]) => value !== null && value !== false && value !== '')
    .map(([field, value]) => {
      const label = FIELD_WORDS[field] ?? field
      return value === true ? label : `${label} ${valueWords(field, value, nameOf)}`
    })
    .join('，')

const valueWords = (field: string, value: unknown, nameOf: (person: PersonId) => string): string => {
  if (Array.isArray(value)) return value.map((one) => valueWords(field, one, nameOf)).join('、')
  if (typeof value === 'number' && field.endsWith('Fen')) return `${yuan.format(value / 100)} 元`
  if (typeof value === 'string' && /^p_[0-9a-f]{24}$/.test(value)) return nameOf(value as PersonId)
  return VALUE_WORDS[String(value)] ?? String(value)
}
