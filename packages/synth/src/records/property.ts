import { daysAgo, type Family, numberOf, type Person, send } from '../family.ts'

/** A vehicle registered or given up. */
export const registersVehicle = (
  family: Family,
  person: Person,
  vehicle: {
    plate: string
    kind: '小型轿车' | '残疾人机动轮椅车'
    priceYuan: number
    days: number
    change: '新增' | '注销'
  },
): void => {
  const day = daysAgo(family, vehicle.days)
  send(family, day, 'vehicle-register', {
    身份证号: person.idNumber,
    所有人: person.name,
    号牌号码: vehicle.plate,
    车辆类型: vehicle.kind,
    使用性质: '非营运',
    登记日期: day,
    购置价: vehicle.priceYuan,
    业务类型: vehicle.change,
  })
}

/** A plate of a series that no office issues. */
export const plateOf = (family: Family): string => `闽D${numberOf(family, 8)}`

/** A dwelling registered to one owner. */
export const registersHome = (
  family: Family,
  person: Person,
  areaM2: number,
  days: number,
  business: '登记' | '继承' = '登记',
): void => {
  const day = daysAgo(family, days)
  send(family, day, 'real-estate', {
    证件号: person.idNumber,
    权利人: person.name,
    不动产单元号: `BDC${numberOf(family, 10)}`,
    面积: areaM2,
    用途: '住宅',
    份额: 100,
    登记时间: day,
    业务类型: business,
  })
}

/** A person's role in a business on a day. */
export const registersBusiness = (
  family: Family,
  person: Person,
  business: { code: string; role: '法定代表人' | '股东'; capitalYuan: number; days: number; status: '存续' | '注销' },
): void => {
  const day = daysAgo(family, business.days)
  send(family, day, 'business-reg', {
    证件号码: person.idNumber,
    姓名: person.name,
    统一社会信用代码: business.code,
    职务: business.role,
    认缴出资额: business.capitalYuan,
    日期: day,
    状态: business.status,
  })
}

/** A unified social credit code in a series that no office issues. */
export const businessCodeOf = (family: Family): string => `91350299MA${numberOf(family, 8)}`
