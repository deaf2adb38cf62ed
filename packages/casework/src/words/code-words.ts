import type { Dimension, Direction, Entitlement, Level, Relation, TaskStatus } from '@shouwang/contracts'
import type { CaseRole } from '../route.ts'
import type { Words } from './language.ts'

/** 预警级别. */
export const levelWords = {
  none: { zh: '无', en: 'none' },
  blue: { zh: '蓝色', en: 'blue' },
  yellow: { zh: '黄色', en: 'yellow' },
  orange: { zh: '橙色', en: 'orange' },
  red: { zh: '红色', en: 'red' },
} as const satisfies Record<Level, Words>

/** What is feared of a household. */
export const directionWords = {
  missed: { zh: '漏保', en: 'aid missed' },
  wrong: { zh: '错保', en: 'aid in doubt' },
  urgent: { zh: '急难', en: 'urgent' },
} as const satisfies Record<Direction, Words>

/** 监测维度. */
export const dimensionWords = {
  household: { zh: '家庭人口', en: 'household' },
  health: { zh: '健康', en: 'health' },
  assets: { zh: '财产', en: 'assets' },
  income: { zh: '收入', en: 'income' },
  expenditure: { zh: '支出', en: 'expenditure' },
} as const satisfies Record<Dimension, Words>

/** How far a task has come. */
export const taskStatusWords = {
  open: { zh: '待接单', en: 'new' },
  accepted: { zh: '办理中', en: 'in progress' },
  closed: { zh: '已办结', en: 'closed' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
} as const satisfies Record<TaskStatus, Words>

/** The roles of `staff.csv`, from the village up, and the key of the command line; those after `city` take no tasks. */
export const roleWords = {
  'grid-worker': { zh: '网格员', en: 'grid worker' },
  coordinator: { zh: '社会救助协理员', en: 'aid coordinator' },
  district: { zh: '区级救助科', en: 'district office' },
  city: { zh: '市级', en: 'city office' },
  data: { zh: '数据管理员', en: 'data team' },
  'system-admin': { zh: '系统管理员', en: 'system administrator' },
  'security-admin': { zh: '安全管理员', en: 'security administrator' },
  auditor: { zh: '审计员', en: 'auditor' },
  department: { zh: '部门用户', en: 'department or organisation' },
  operator: { zh: '操作员密钥', en: 'operator key' },
} as const satisfies Record<
  CaseRole | 'data' | 'system-admin' | 'security-admin' | 'auditor' | 'department' | 'operator',
  Words
>

/** For what somebody looks at an identifier. */
export const purposeWords = {
  contact: { zh: '入户前联系', en: 'contact before a visit' },
  visit: { zh: '入户走访', en: 'visit' },
  apply: { zh: '办理救助申请', en: 'application for aid' },
  verify: { zh: '核对身份', en: 'check of identity' },
  'protect-child': { zh: '儿童保护', en: 'protection of a child' },
  'department-help': { zh: '办理转办事项', en: 'help that was referred' },
  'correct-data': { zh: '核对并更正数据', en: 'correction of data' },
} as const satisfies Record<string, Words>

/** Relation to the head of the household (与户主关系). */
export const relationWords = {
  head: { zh: '户主', en: 'head' },
  spouse: { zh: '配偶', en: 'spouse' },
  son: { zh: '儿子', en: 'son' },
  daughter: { zh: '女儿', en: 'daughter' },
  grandchild: { zh: '孙辈', en: 'grandchild' },
  parent: { zh: '父母', en: 'parent' },
  grandparent: { zh: '祖父母', en: 'grandparent' },
  sibling: { zh: '兄弟姐妹', en: 'sibling' },
  other: { zh: '其他', en: 'other' },
} as const satisfies Record<Relation, Words>

/** What is said of one programme for one household. */
export const entitlementWords = {
  held: { zh: '正在享受', en: 'receives' },
  'likely-owed': { zh: '很可能应享', en: 'likely owed' },
  'possibly-owed': { zh: '可能应享', en: 'possibly owed' },
  'wrongly-held': { zh: '疑似不应享', en: 'in doubt' },
} as const satisfies Record<Entitlement['standing'], Words>

/** What one condition of a programme comes to. */
export const checkStateWords = {
  met: { zh: '符合', en: 'met' },
  'not-met': { zh: '不符合', en: 'not met' },
  'not-known': { zh: '未知', en: 'not known' },
} as const satisfies Record<string, Words>

/** How a programme stands to a household once every condition of it was held against the facts. */
export const checkStandingWords = {
  held: { zh: '正在享受', en: 'receives' },
  met: { zh: '符合条件', en: 'conditions met' },
  'not-known': { zh: '待核实', en: 'to be found out' },
  behind: { zh: '让位于', en: 'not besides ' },
  'not-met': { zh: '不符合', en: 'conditions not met' },
} as const satisfies Record<string, Words>

/** What would tell of a condition that is not known. */
export const checkNeedWords = {
  visit: { zh: '入户核实', en: 'ask at the door' },
  authorisation: { zh: '需家庭授权核对', en: 'needs authorisation by the family' },
  delivery: { zh: '等待部门数据', en: 'awaits data of a department' },
  standard: { zh: '等待录入标准', en: 'the standard is not entered' },
} as const satisfies Record<string, Words>
