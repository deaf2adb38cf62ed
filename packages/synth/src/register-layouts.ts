/** The files of the offices whose registers most people are in once in a long time, if ever. */
export const registerLayouts = {
  'residence-permit': {
    file: '公安_居住证登记',
    headers: ['居住证编号', '身份证号', '姓名', '现住址', '居住地区划代码', '居住登记日期', '有效期至'],
    encoding: 'utf-8',
  },
  'official-kin': {
    file: '民政_近亲属备案',
    headers: [
      '申报编号',
      '申报人身份证号',
      '申报人姓名',
      '申报人身份',
      '近亲属身份证号',
      '近亲属姓名',
      '与申报人关系',
      '申报日期',
      '完成备案日期',
      '任职结束日期',
    ],
    encoding: 'utf-8',
  },
  'missing-report': {
    file: '公安_失联报案',
    headers: ['报案编号', '身份证号', '姓名', '报案日期', '找到日期'],
    encoding: 'utf-8',
  },
  custody: {
    file: '公安监管_拘留与强制戒毒',
    headers: ['身份证号', '姓名', '羁押类型', '入所日期', '出所日期'],
    encoding: 'utf-8',
  },
  'crime-victim': {
    file: '刑侦_刑事案件受害人',
    headers: ['立案编号', '身份证号', '姓名', '案发日期', '伤害后果'],
    encoding: 'utf-8',
  },
  'exit-entry': {
    file: '移民管理_出入境记录',
    headers: ['身份证号', '姓名', '出入境类型', '出入境日期'],
    encoding: 'utf-8',
  },
  'legal-aid': {
    file: '司法_法律援助',
    headers: ['法律援助案号', '身份证号', '姓名', '援助事由', '批准援助日期'],
    encoding: 'utf-8',
  },
  enforcement: {
    file: '法院_被执行人',
    headers: ['执行案号', '身份证号', '姓名', '执行标的', '是否限高', '执行立案日期', '执行结案日期'],
    encoding: 'utf-8',
  },
  'judicial-relief': {
    file: '检察院_司法救助线索',
    headers: ['司法救助编号', '身份证号', '姓名', '区划代码', '线索移送日期', '致困原因', '线索情况'],
    encoding: 'utf-8',
  },
  'employment-reg': {
    file: '人社_就业登记',
    headers: ['身份证号', '姓名', '用工单位', '就业日期', '终止就业日期'],
    encoding: 'utf-8',
  },
  'work-injury': {
    file: '人社_工伤鉴定',
    headers: ['身份证号', '姓名', '伤残等级', '工伤日期', '鉴定结论日期'],
    encoding: 'utf-8',
  },
  'high-cost-list': {
    file: '医保_高额费用名单',
    headers: ['身份证号', '姓名', '统计期', '累计个人负担'],
    encoding: 'utf-8',
  },
  'disease-register': {
    file: '卫健_大病登记',
    headers: ['身份证号', '姓名', 'ICD编码', '登记病种', '确诊日期'],
    encoding: 'utf-8',
  },
  'rehab-aid': {
    file: '残联_康复救助',
    headers: ['身份证号', '姓名', '康复项目', '康复补助金额', '康复补助日期'],
    encoding: 'utf-8',
  },
  shelter: { file: '民政_流浪救助', headers: ['身份证号', '姓名', '入站日期', '离站日期'], encoding: 'utf-8' },
  'student-aid': {
    file: '教育_学生资助',
    headers: ['身份证号', '姓名', '资助学期', '资助项目', '应缴学费', '资助发放金额'],
    encoding: 'utf-8',
  },
  dropout: {
    file: '教育_疑似辍学',
    headers: ['身份证号', '姓名', '原就读学校', '应就读年级', '控辍状态', '报告学期'],
    encoding: 'utf-8',
  },
  'house-contract': {
    file: '住建_商品房网签',
    headers: ['网签合同编号', '身份证号', '姓名', '网签面积', '合同总价', '网签日期', '网签状态'],
    encoding: 'utf-8',
  },
  'public-rental': {
    file: '住房保障_公租房',
    headers: ['公租房合同编号', '身份证号', '姓名', '月租金', '承租起始日期', '承租终止日期'],
    encoding: 'utf-8',
  },
  'land-compensation': {
    file: '自然资源_征地补偿',
    headers: ['征地项目编号', '身份证号', '姓名', '征地补偿金额', '补偿发放日期'],
    encoding: 'utf-8',
  },
  'vehicle-tax': {
    file: '税务_车辆购置税',
    headers: ['车辆识别代号', '身份证号', '姓名', '购置税计税价格', '购置税申报日期'],
    encoding: 'utf-8',
  },
  fanpin: {
    file: '农业农村_防返贫监测',
    headers: ['监测户编号', '身份证号', '姓名', '监测类别', '风险消除状态', '纳入监测日期', '风险消除日期'],
    encoding: 'utf-8',
  },
  veterans: {
    file: '退役军人_优抚对象',
    headers: ['身份证号', '姓名', '优抚类别', '月抚恤金额', '优抚起始日期'],
    encoding: 'utf-8',
  },
  'union-hardship': {
    file: '工会_困难职工名册',
    headers: ['身份证号', '姓名', '困难职工类别', '帮扶金额', '建档日期'],
    encoding: 'utf-8',
  },
  'women-hardship': {
    file: '妇联_困难妇女名册',
    headers: ['身份证号', '姓名', '困难妇女类别', '帮扶金额', '建档日期'],
    encoding: 'utf-8',
  },
  'youth-hardship': {
    file: '团委_困难青少年名册',
    headers: ['身份证号', '姓名', '困难青少年类别', '帮扶金额', '建档日期'],
    encoding: 'utf-8',
  },
  'charity-aid': {
    file: '慈善会_慈善与红十字救助名册',
    headers: ['身份证号', '姓名', '慈善救助项目', '帮扶金额', '建档日期'],
    encoding: 'utf-8',
  },
  'commercial-vehicle': {
    file: '交通运输_营运车船',
    headers: ['营运车船号牌', '身份证号', '姓名', '营运类型', '营运许可日期', '营运状态'],
    encoding: 'utf-8',
  },
  'bank-deposits': {
    file: '银行_银行存款核对',
    headers: ['核对授权书编号', '身份证号', '姓名', '开户银行', '存款余额', '核对日期'],
    encoding: 'utf-8',
  },
  securities: {
    file: '证券_证券资产核对',
    headers: ['核对授权书编号', '身份证号', '姓名', '证券公司', '证券市值', '核对日期'],
    encoding: 'utf-8',
  },
  'insurance-policies': {
    file: '保险_商业保险核对',
    headers: ['核对授权书编号', '身份证号', '姓名', '保险公司', '保单现金价值', '核对日期'],
    encoding: 'utf-8',
  },
  'electricity-use': {
    file: '供电_用电量',
    headers: ['用电户号', '身份证号', '姓名', '日用电量', '连续零用电天数', '用电日期'],
    encoding: 'utf-8',
  },
  'water-gas-use': {
    file: '供水燃气_用量',
    headers: ['水气户号', '身份证号', '姓名', '表计类型', '用量', '连续零用量天数', '用量日期'],
    encoding: 'utf-8',
  },
  'grid-report': {
    file: '网格_网格上报',
    headers: [
      '网格事件编号',
      '身份证号',
      '姓名',
      '事发地址',
      '网格区划代码',
      '网格上报时间',
      '网格事件类别',
      '事件描述',
    ],
    encoding: 'utf-8',
  },
} as const
