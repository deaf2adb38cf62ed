import { monthOf } from '@shouwang/contracts'
import { daysAgo, type Family, numberOf, type Person, send } from '../family.ts'
import { plateOf } from './property.ts'

/** One harmless entry in each register that says what somebody owns, earns, owes and gets. */
export const propertyRegisters: readonly ((family: Family, person: Person) => void)[] = [
  (family, person) =>
    send(family, 'standing', 'exit-entry', {
      身份证号: person.idNumber,
      姓名: person.name,
      出入境类型: '入境',
      出入境日期: daysAgo(family, 400),
    }),
  (family, person) =>
    send(family, 'standing', 'legal-aid', {
      法律援助案号: `FY${numberOf(family, 9)}`,
      身份证号: person.idNumber,
      姓名: person.name,
      援助事由: '支付劳动报酬',
      批准援助日期: daysAgo(family, 400),
    }),
  (family, person) =>
    send(family, 'standing', 'enforcement', {
      执行案号: `（2025）示0199执${numberOf(family, 6)}号`,
      身份证号: person.idNumber,
      姓名: person.name,
      执行标的: 1000,
      是否限高: '否',
      执行立案日期: daysAgo(family, 400),
      执行结案日期: daysAgo(family, 300),
    }),
  (family, person) =>
    send(family, 'standing', 'judicial-relief', {
      司法救助编号: `JC${numberOf(family, 9)}`,
      身份证号: person.idNumber,
      姓名: person.name,
      区划代码: person.home?.village.code ?? '',
      线索移送日期: daysAgo(family, 400),
      致困原因: '信访建议',
      线索情况: '不在名册',
    }),
  (family, person) =>
    send(family, 'standing', 'employment-reg', {
      身份证号: person.idNumber,
      姓名: person.name,
      用工单位: '示例电子有限公司',
      就业日期: daysAgo(family, 400),
      终止就业日期: '',
    }),
  (family, person) =>
    send(family, 'standing', 'high-cost-list', {
      身份证号: person.idNumber,
      姓名: person.name,
      统计期: monthOf(daysAgo(family, 40)),
      累计个人负担: 1000,
    }),
  (family, person) =>
    send(family, 'standing', 'rehab-aid', {
      身份证号: person.idNumber,
      姓名: person.name,
      康复项目: '听力语言训练',
      康复补助金额: 100,
      康复补助日期: daysAgo(family, 400),
    }),
  (family, person) =>
    send(family, 'standing', 'student-aid', {
      身份证号: person.idNumber,
      姓名: person.name,
      资助学期: '2025秋',
      资助项目: '国家助学金',
      应缴学费: 0,
      资助发放金额: 100,
    }),
  (family, person) =>
    send(family, 'standing', 'house-contract', {
      网签合同编号: `WQ${numberOf(family, 9)}`,
      身份证号: person.idNumber,
      姓名: person.name,
      网签面积: 89,
      合同总价: 1000,
      网签日期: daysAgo(family, 400),
      网签状态: '已备案',
    }),
  (family, person) =>
    send(family, 'standing', 'public-rental', {
      公租房合同编号: `GZ${numberOf(family, 9)}`,
      身份证号: person.idNumber,
      姓名: person.name,
      月租金: 100,
      承租起始日期: daysAgo(family, 400),
      承租终止日期: '长期',
    }),
  (family, person) =>
    send(family, 'standing', 'land-compensation', {
      征地项目编号: `ZD${numberOf(family, 9)}`,
      身份证号: person.idNumber,
      姓名: person.name,
      征地补偿金额: 1000,
      补偿发放日期: daysAgo(family, 400),
    }),
  (family, person) =>
    send(family, 'standing', 'vehicle-tax', {
      车辆识别代号: `LSVNV2182E1${numberOf(family, 7)}`,
      身份证号: person.idNumber,
      姓名: person.name,
      购置税计税价格: 1000,
      购置税申报日期: daysAgo(family, 400),
    }),
  (family, person) =>
    send(family, 'standing', 'veterans', {
      身份证号: person.idNumber,
      姓名: person.name,
      优抚类别: '退伍军人',
      月抚恤金额: 100,
      优抚起始日期: daysAgo(family, 400),
    }),
  (family, person) =>
    send(family, 'standing', 'union-hardship', {
      身份证号: person.idNumber,
      姓名: person.name,
      困难职工类别: '深度困难',
      帮扶金额: 100,
      建档日期: daysAgo(family, 400),
    }),
  (family, person) =>
    send(family, 'standing', 'women-hardship', {
      身份证号: person.idNumber,
      姓名: person.name,
      困难妇女类别: '深度困难',
      帮扶金额: 100,
      建档日期: daysAgo(family, 400),
    }),
  (family, person) =>
    send(family, 'standing', 'youth-hardship', {
      身份证号: person.idNumber,
      姓名: person.name,
      困难青少年类别: '深度困难',
      帮扶金额: 100,
      建档日期: daysAgo(family, 400),
    }),
  (family, person) =>
    send(family, 'standing', 'charity-aid', {
      身份证号: person.idNumber,
      姓名: person.name,
      慈善救助项目: '深度困难',
      帮扶金额: 100,
      建档日期: daysAgo(family, 400),
    }),
  (family, person) =>
    send(family, 'standing', 'commercial-vehicle', {
      营运车船号牌: plateOf(family),
      身份证号: person.idNumber,
      姓名: person.name,
      营运类型: '普通货运',
      营运许可日期: daysAgo(family, 400),
      营运状态: '营运',
    }),
  (family, person) =>
    send(family, 'standing', 'bank-deposits', {
      核对授权书编号: `SQ${numberOf(family, 9)}`,
      身份证号: person.idNumber,
      姓名: person.name,
      开户银行: '示例银行机构',
      存款余额: 1000,
      核对日期: daysAgo(family, 400),
    }),
  (family, person) =>
    send(family, 'standing', 'securities', {
      核对授权书编号: `SQ${numberOf(family, 9)}`,
      身份证号: person.idNumber,
      姓名: person.name,
      证券公司: '示例证券机构',
      证券市值: 1000,
      核对日期: daysAgo(family, 400),
    }),
  (family, person) =>
    send(family, 'standing', 'insurance-policies', {
      核对授权书编号: `SQ${numberOf(family, 9)}`,
      身份证号: person.idNumber,
      姓名: person.name,
      保险公司: '示例保险机构',
      保单现金价值: 1000,
      核对日期: daysAgo(family, 400),
    }),
]
