import { listPurposeWords } from '@shouwang/casework'
import type { RegistryAgreement, RegistryField } from '@shouwang/contracts'

const FIELDS: Readonly<Record<RegistryField, string>> = {
  identifiers: '身份证号和户号',
  hardship: '困难程度、圈层和致困原因',
  programmes: '在享项目',
  traits: '年龄段、残疾和住房',
}

/** What was agreed with another system, as who confirms its key reads it. */
export const agreementWords = ({ senderId, purpose, fields, callback, publicKey }: RegistryAgreement): string => {
  const told = fields.length === 0 ? '只有脱敏姓名和所在地' : `另有${fields.map((field) => FIELDS[field]).join('、')}`
  const where = callback === null ? '无回调地址' : `回调 ${callback}`
  return `外部系统 ${senderId}，用于${listPurposeWords[purpose].zh}，${told}，${where}，${publicKey === null ? '消息不签名' : '消息须签名'}`
}
