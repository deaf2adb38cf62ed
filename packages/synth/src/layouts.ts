import { registerLayouts } from './register-layouts.ts'

/** How one department lays out its file: the columns in their order, and how the file is named and written. */
export type Layout = {
  readonly file: string
  readonly headers: readonly string[]
  readonly encoding: 'utf-8' | 'utf-8-bom' | 'gb18030'
  /** A line above the header. */
  readonly title?: string
  /** The file's name carries the day that it is the state of. */
  readonly snapshot?: 'register' | 'business-day'
}

/** The departmental files by feed, as the sample files lay them out. Only medical settlements come as NDJSON. */
export const layouts = {
  'resident-register': {
    file: '公安_户籍人口',
    headers: ['户号', '公民身份号码', '姓名', '与户主关系', '性别', '出生日期', '住址', '区划代码', '联系电话'],
    encoding: 'utf-8-bom',
    snapshot: 'register',
  },
  'resident-change': {
    file: '公安_户籍变动',
    headers: ['公民身份号码', '姓名', '变动类型', '原户号', '新户号', '新区划代码', '日期'],
    encoding: 'utf-8-bom',
  },
  'death-cancel': {
    file: '公安_死亡注销',
    headers: ['公民身份号码', '姓名', '死亡日期', '注销日期'],
    encoding: 'utf-8-bom',
  },
  'vehicle-register': {
    file: '交警_机动车登记',
    headers: ['身份证号', '所有人', '号牌号码', '车辆类型', '使用性质', '登记日期', '购置价', '业务类型'],
    encoding: 'gb18030',
  },
  'traffic-accident': {
    file: '交警_交通事故',
    headers: ['身份证号', '姓名', '时间', '伤亡', '责任'],
    encoding: 'gb18030',
  },
  'prison-inmate': {
    file: '司法_服刑人员',
    headers: ['身份证号', '姓名', '入监日期', '刑满日期', '类别'],
    encoding: 'gb18030',
  },
  'unemployment-reg': {
    file: '人社_失业登记',
    headers: ['身份证号', '姓名', '登记日期', '原因'],
    encoding: 'utf-8',
  },
  'unemployment-benefit': {
    file: '人社_失业保险金',
    headers: ['身份证号', '姓名', '起始月', '终止月', '月标准'],
    encoding: 'utf-8',
  },
  'pension-pay': {
    file: '人社_养老金发放',
    headers: ['身份证号', '姓名', '待遇类别', '发放月', '金额'],
    encoding: 'utf-8',
  },
  'social-insurance': {
    file: '人社_社保缴费',
    headers: ['身份证号', '姓名', '单位名称', '费款所属期', '缴费基数'],
    encoding: 'utf-8',
  },
  'income-tax': {
    file: '税务_个人所得税申报',
    headers: ['身份证号', '姓名', '扣缴义务人', '所得项目', '税款所属期', '收入额', '申报日期'],
    encoding: 'utf-8',
  },
  'housing-fund': {
    file: '公积金_住房公积金缴存',
    headers: ['身份证号', '姓名', '缴存单位', '缴存月份', '缴存基数'],
    encoding: 'gb18030',
  },
  'public-payroll': {
    file: '财政_财政供养人员工资',
    headers: ['身份证号', '姓名', '预算单位', '工资月份', '应发工资'],
    encoding: 'utf-8-bom',
  },
  'med-settlement': {
    file: '医保_结算明细',
    headers: [
      'setl_id',
      'psn_cert_no',
      'psn_name',
      'med_type',
      'setl_time',
      'medfee_sumamt',
      'fulamt_ownpay_amt',
      'overlmt_selfpay',
      'preselfpay_amt',
      'inscp_scp_amt',
      'hifp_pay',
      'hifmi_pay',
      'hifob_pay',
      'maf_pay',
      'oth_pay',
      'psn_part_amt',
      'acct_pay',
      'psn_cash_pay',
      'refd_setl_flag',
      'dise_code',
      'dise_name',
      'medins_name',
    ],
    encoding: 'utf-8',
  },
  'insured-status': {
    file: '医保_参保状态',
    headers: ['psn_cert_no', 'psn_name', 'insutype', 'psn_insu_stas', 'clct_thru'],
    encoding: 'utf-8',
    snapshot: 'business-day',
  },
  'chronic-cert': {
    file: '医保_门诊慢特病认定',
    headers: ['身份证号', '姓名', '病种编码', '病种名称', '有效期起', '有效期止'],
    encoding: 'utf-8',
  },
  'ltc-assessment': {
    file: '医保_失能等级评估',
    headers: ['身份证号', '姓名', '失能等级', '评估日期'],
    encoding: 'utf-8',
  },
  'inpatient-admission': {
    file: '卫健_住院登记',
    headers: [
      '医疗机构',
      '住院号',
      '身份证号',
      '姓名',
      '入院日期',
      '出院日期',
      '在院状态',
      '急危重症',
      '欠费金额',
      '预计费用',
      '更新日期',
    ],
    encoding: 'utf-8',
  },
  'death-certificate': {
    file: '卫健_死亡证明',
    headers: ['身份证号', '姓名', '死亡日期', '死亡地点', '操作类型'],
    encoding: 'utf-8',
  },
  'birth-certificate': {
    file: '卫健_出生医学证明',
    headers: [
      '出生医学证明编号',
      '新生儿姓名',
      '新生儿身份证号',
      '出生日期',
      '母亲姓名',
      '母亲身份证号',
      '父亲姓名',
      '父亲身份证号',
    ],
    encoding: 'utf-8',
  },
  'disability-cert': {
    file: '残联_残疾人证',
    headers: ['残疾人证号', '姓名', '残疾类别', '残疾等级', '办证日期', '操作'],
    encoding: 'gb18030',
  },
  'assistance-roll': {
    file: '民政_救助名册',
    headers: [
      '家庭编号',
      '身份证号',
      '姓名',
      '救助类型',
      '状态',
      '户月保障金额',
      '起始日期',
      '终止日期',
      '最近复核日期',
    ],
    encoding: 'gb18030',
    snapshot: 'business-day',
  },
  'disability-subsidy': {
    file: '民政_残疾人两项补贴',
    headers: ['身份证号', '姓名', '补贴类型', '月补贴金额', '起始月'],
    encoding: 'gb18030',
  },
  'subsidy-card': {
    file: '财政_一卡通补贴发放',
    headers: ['发放流水号', '身份证号', '姓名', '补贴项目', '补贴金额', '打卡日期'],
    encoding: 'gb18030',
  },
  'child-parents': {
    file: '民政_未成年人父母信息',
    headers: ['儿童身份证号', '儿童姓名', '父亲身份证号', '父亲姓名', '母亲身份证号', '母亲姓名'],
    encoding: 'utf-8',
  },
  marriage: {
    file: '民政_婚姻登记',
    headers: ['男方身份证', '男方姓名', '女方身份证', '女方姓名', '类型', '日期'],
    encoding: 'gb18030',
  },
  'family-judgment': {
    file: '法院_家事判决',
    headers: ['案号', '案由', '当事人身份证号', '当事人姓名', '对方身份证号', '对方姓名', '每月金额', '判决日期'],
    encoding: 'gb18030',
  },
  'elder-allowance': {
    file: '民政_高龄津贴',
    headers: ['身份证号', '姓名', '月津贴', '发放月'],
    encoding: 'gb18030',
  },
  cremation: {
    file: '殡葬_火化名单',
    headers: ['身份证号', '姓名', '火化日期', '殡仪馆'],
    encoding: 'gb18030',
    title: '示例市殡仪服务中心火化名单',
  },
  enrolment: {
    file: '教育_学籍学费',
    headers: ['身份证号', '姓名', '学校', '年级', '状态', '学年学费', '资助金额', '学期'],
    encoding: 'utf-8-bom',
  },
  dilapidated: {
    file: '住建_危房鉴定',
    headers: ['身份证号', '姓名', '地址', '等级', '鉴定日期'],
    encoding: 'utf-8',
  },
  'real-estate': {
    file: '自然资源_不动产登记',
    headers: ['证件号', '权利人', '不动产单元号', '面积', '用途', '份额', '登记时间', '业务类型'],
    encoding: 'utf-8',
  },
  'business-reg': {
    file: '市场监管_市场主体',
    headers: ['证件号码', '姓名', '统一社会信用代码', '职务', '认缴出资额', '日期', '状态'],
    encoding: 'utf-8',
  },
  disaster: {
    file: '应急_灾情',
    headers: ['户号', '身份证号', '姓名', '日期', '灾种', '损失金额', '情况'],
    encoding: 'utf-8',
  },
  fire: {
    file: '消防_火灾',
    headers: ['地址', '区划代码', '身份证号', '姓名', '时间', '损失金额', '描述'],
    encoding: 'utf-8',
  },
  'help-order': {
    file: '12345_求助工单',
    headers: ['工单号', '身份证号', '姓名', '区划代码', '来电时间', '类别', '内容'],
    encoding: 'utf-8-bom',
  },
  ...registerLayouts,
} as const satisfies Record<string, Layout>

/** The feeds of a county, in the order in which a first delivery is best sent. */
export type FeedId = keyof typeof layouts

export const feeds = Object.keys(layouts) as readonly FeedId[]

/** One row of a feed: its columns, as the department writes them. A refund also names the settlement that it undoes. */
export type RowOf<F extends FeedId> = Readonly<
  Record<(typeof layouts)[F]['headers'][number], string | number> &
    (F extends 'med-settlement' ? { orig_setl_id?: string } : object)
>

export type FeedRow = { [F in FeedId]: { readonly feed: F; readonly row: RowOf<F> } }[FeedId]
