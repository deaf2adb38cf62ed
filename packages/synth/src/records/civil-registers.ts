import { daysAgo, type Family, numberOf, type Person, send } from '../family.ts'

/** One harmless entry in each register that says who somebody is, where he is and how he fares. */
export const civilRegisters: readonly ((family: Family, person: Person) => void)[] = [
  (family, person) =>
    send(family, 'standing', 'residence-permit', {
      居住证编号: `JZ${numberOf(family, 9)}`,
      身份证号: person.idNumber,
      姓名: person.name,
      现住址: person.home?.address ?? '',
      居住地区划代码: person.home?.village.code ?? '',
      居住登记日期: daysAgo(family, 400),
      有效期至: daysAgo(family, -300),
    }),
  (family, person) =>
    send(family, 'standing', 'missing-report', {
      报案编号: `SL${numberOf(family, 9)}`,
      身份证号: person.idNumber,
      姓名: person.name,
      报案日期: daysAgo(family, 400),
      找到日期: daysAgo(family, 398),
    }),
  (family, person) =>
    send(family, 'standing', 'custody', {
      身份证号: person.idNumber,
      姓名: person.name,
      羁押类型: '行政拘留',
      入所日期: daysAgo(family, 400),
      出所日期: daysAgo(family, 390),
    }),
  (family, person) =>
    send(family, 'standing', 'crime-victim', {
      立案编号: `XJ${numberOf(family, 9)}`,
      身份证号: person.idNumber,
      姓名: person.name,
      案发日期: daysAgo(family, 400),
      伤害后果: '轻微伤',
    }),
  (family, person) =>
    send(family, 'standing', 'work-injury', {
      身份证号: person.idNumber,
      姓名: person.name,
      伤残等级: '十级',
      工伤日期: daysAgo(family, 400),
      鉴定结论日期: daysAgo(family, 400),
    }),
  (family, person) =>
    send(family, 'standing', 'disease-register', {
      身份证号: person.idNumber,
      姓名: person.name,
      ICD编码: 'M06.9',
      登记病种: '类风湿关节炎',
      确诊日期: daysAgo(family, 400),
    }),
  (family, person) =>
    send(family, 'standing', 'shelter', {
      身份证号: person.idNumber,
      姓名: person.name,
      入站日期: daysAgo(family, 400),
      离站日期: daysAgo(family, 400),
    }),
  (family, person) =>
    send(family, 'standing', 'dropout', {
      身份证号: person.idNumber,
      姓名: person.name,
      原就读学校: '示例中学',
      应就读年级: '八年级',
      控辍状态: '已返校',
      报告学期: '2025秋',
    }),
  (family, person) =>
    send(family, 'standing', 'fanpin', {
      监测户编号: `FP${numberOf(family, 9)}`,
      身份证号: person.idNumber,
      姓名: person.name,
      监测类别: '脱贫不稳定户',
      风险消除状态: '已消除',
      纳入监测日期: daysAgo(family, 1500),
      风险消除日期: daysAgo(family, 1100),
    }),
  (family, person) =>
    send(family, 'standing', 'electricity-use', {
      用电户号: `YD${numberOf(family, 9)}`,
      身份证号: person.idNumber,
      姓名: person.name,
      日用电量: family.random.int(10, 90) / 10,
      连续零用电天数: 0,
      用电日期: daysAgo(family, 400),
    }),
  (family, person) =>
    send(family, 'standing', 'water-gas-use', {
      水气户号: `SQH${numberOf(family, 9)}`,
      身份证号: person.idNumber,
      姓名: person.name,
      表计类型: '水表',
      用量: family.random.int(1, 9) / 10,
      连续零用量天数: 0,
      用量日期: daysAgo(family, 400),
    }),
  (family, person) =>
    send(family, 'standing', 'grid-report', {
      网格事件编号: `WG${numberOf(family, 9)}`,
      身份证号: person.idNumber,
      姓名: person.name,
      事发地址: person.home?.address ?? '',
      网格区划代码: person.home?.village.code ?? '',
      网格上报时间: daysAgo(family, 400),
      网格事件类别: '环境卫生',
      事件描述: '独居',
    }),
]
