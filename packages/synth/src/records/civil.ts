import { addPerson, daysAgo, type Family, type Home, numberOf, type Person, schoolYear, send } from '../family.ts'

/** A child of school age goes to school where schooling is compulsory, or just after it. */
export const goesToSchool = (family: Family, pupil: Person): void => {
  const grade = pupil.age - 6
  if (grade < 0 || grade > 9) return
  studies(family, pupil, {
    name: grade < 6 ? '示例县实验小学' : '示例县第一中学',
    grade: grade < 6 ? `小学${nth(grade)}年级` : grade < 9 ? `初中${nth(grade - 6)}年级` : '高中一年级',
    feeYuan: grade < 9 ? 0 : 1200,
    aidYuan: 0,
  })
}

const nth = (index: number): string => '一二三四五六'.charAt(index)

/** A student and what the school asks for the year. */
export const studies = (
  family: Family,
  student: Person,
  school: { name: string; grade: string; feeYuan: number; aidYuan: number; status?: '在读' | '辍学' },
): void => {
  const term = schoolYear(family)
  send(family, `${term}-01`, 'enrolment', {
    身份证号: student.idNumber,
    姓名: student.name,
    学校: school.name,
    年级: school.grade,
    状态: school.status ?? '在读',
    学年学费: school.feeYuan,
    资助金额: school.aidYuan,
    学期: term,
  })
}

/** The certificate of a birth. */
export const isBornTo = (family: Family, child: Person, mother: Person, father: Person): void =>
  send(family, child.birthDate, 'birth-certificate', {
    出生医学证明编号: `Z3599${numberOf(family, 8)}`,
    新生儿姓名: child.name,
    新生儿身份证号: child.idNumber,
    出生日期: child.birthDate,
    母亲姓名: mother.name,
    母亲身份证号: mother.idNumber,
    父亲姓名: father.name,
    父亲身份证号: father.idNumber,
  })

/** A court decided that somebody pays for a parent or a child every month. */
export const hasToSupport = (
  family: Family,
  supporter: Person,
  supported: Person,
  cause: '赡养纠纷' | '抚养费纠纷',
  monthlyYuan: number,
  days: number,
): void => {
  const day = daysAgo(family, days)
  send(family, day, 'family-judgment', {
    案号: `（${day.slice(0, 4)}）示0299民初${numberOf(family, 1)}号`,
    案由: cause,
    当事人身份证号: supported.idNumber,
    当事人姓名: supported.name,
    对方身份证号: supporter.idNumber,
    对方姓名: supporter.name,
    每月金额: monthlyYuan,
    判决日期: day,
  })
}

/** A death as one of three offices reports it, each on its own day. */
export const diedBy = (
  family: Family,
  person: Person,
  days: number,
  source: 'health' | 'police' | 'funeral',
  operation: 'I' | 'D' = 'I',
): void => {
  const day = daysAgo(family, days)
  if (operation === 'I') family.insurance.set(person, 'ended')
  else family.insurance.delete(person)
  const place = family.random.pick(['医院', '家中'])
  if (source === 'health') {
    const row = { 身份证号: person.idNumber, 姓名: person.name, 死亡日期: day, 死亡地点: place, 操作类型: operation }
    send(family, day, 'death-certificate', row)
  } else if (source === 'police') {
    const cancelled = daysAgo(family, Math.max(1, days - 14))
    const row = { 公民身份号码: person.idNumber, 姓名: person.name, 死亡日期: day, 注销日期: cancelled }
    send(family, cancelled, 'death-cancel', row)
  } else {
    const cremated = daysAgo(family, Math.max(1, days - 2))
    const row = { 身份证号: person.idNumber, 姓名: person.name, 火化日期: cremated, 殡仪馆: '市殡仪馆' }
    send(family, cremated, 'cremation', row)
  }
}

/** Prison, or what takes nobody away, from so many days ago for so many days. */
export const isImprisoned = (
  family: Family,
  person: Person,
  days: number,
  termDays: number,
  kind: '服刑' | '社区矫正' = '服刑',
): void => {
  const from = daysAgo(family, days)
  const row = {
    身份证号: person.idNumber,
    姓名: person.name,
    入监日期: from,
    刑满日期: daysAgo(family, days - termDays),
    类别: kind,
  }
  send(family, from, 'prison-inmate', row)
}

/** Who a child's parents are, as civil affairs knows it. */
export const knowsParents = (family: Family, child: Person, father: Person, mother: Person): void =>
  send(family, 'standing', 'child-parents', {
    儿童身份证号: child.idNumber,
    儿童姓名: child.name,
    父亲身份证号: father.idNumber,
    父亲姓名: father.name,
    母亲身份证号: mother.idNumber,
    母亲姓名: mother.name,
  })

/** A wedding, and the bride's move to her husband's household after the register's day. */
export const marriesInto = (
  family: Family,
  groom: Person,
  bride: Person,
  home: Home | undefined,
  days: number,
): void => {
  const wedding = daysAgo(family, days + 14)
  const men = { 男方身份证: groom.idNumber, 男方姓名: groom.name }
  const women = { 女方身份证: bride.idNumber, 女方姓名: bride.name }
  send(family, wedding, 'marriage', { ...men, ...women, 类型: '结婚', 日期: wedding })
  if (home === undefined) return
  const moved = daysAgo(family, days)
  send(family, moved, 'resident-change', {
    公民身份号码: bride.idNumber,
    姓名: bride.name,
    变动类型: '婚迁',
    原户号: bride.home?.householdNo ?? '',
    新户号: home.householdNo,
    新区划代码: home.village.code,
    日期: moved,
  })
}

/** A village official who lives elsewhere declared somebody as kin, and it was put on record so many days ago, or never. */
export const isKinOfOfficial = (family: Family, person: Person, recordedDays: number | null): void => {
  const official = addPerson(family, { relation: '0', sex: 'male', age: 45, home: null })
  const declared = daysAgo(family, 120)
  send(family, declared, 'official-kin', {
    申报编号: `JQS${numberOf(family, 8)}`,
    申报人身份证号: official.idNumber,
    申报人姓名: official.name,
    申报人身份: '村（社区）干部',
    近亲属身份证号: person.idNumber,
    近亲属姓名: person.name,
    与申报人关系: '父母',
    申报日期: declared,
    完成备案日期: recordedDays === null ? '' : daysAgo(family, recordedDays),
    任职结束日期: '',
  })
}
