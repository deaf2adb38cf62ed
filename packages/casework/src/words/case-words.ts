import type {
  AidForm,
  CaseClass,
  CaseKind,
  CaseMatter,
  CaseResult,
  CaseStep,
  ConferenceDecision,
  DecisionResult,
  Department,
  GradeReason,
  Recovery,
} from '@shouwang/contracts'
import type { FundKind } from '../aid/fund.ts'
import type { Case } from '../cases/case.ts'
import type { CaseReferral } from '../referrals/case-referral.ts'
import type { Words } from './language.ts'

/** 事项. */
export const matterWords = {
  application: { zh: '救助申请', en: 'application' },
  relief: { zh: '急难救助', en: 'relief' },
  referral: { zh: '转办', en: 'referral' },
  conference: { zh: '一事一议', en: 'case conference' },
  increase: { zh: '增发', en: 'increase' },
  reduction: { zh: '减发', en: 'reduction' },
  stop: { zh: '停发', en: 'stop' },
  recovery: { zh: '追回资金', en: 'recovery' },
} as const satisfies Record<CaseMatter, Words>

/** 环节: what has to be done next. */
export const stepWords = {
  check: { zh: '核对', en: 'check' },
  opinion: { zh: '审核意见', en: 'opinion' },
  decision: { zh: '审批决定', en: 'decision' },
  aid: { zh: '救助给付', en: 'aid' },
  papers: { zh: '补齐材料', en: 'papers' },
  referral: { zh: '部门反馈', en: 'answer of the department' },
  conference: { zh: '会商', en: 'conference' },
  recovery: { zh: '追回', en: 'recovery' },
  'return-visit': { zh: '回访销号', en: 'return visit' },
} as const satisfies Record<CaseStep, Words>

/** 救助类别. */
export const caseClassWords = {
  department: { zh: '部门救助', en: 'one department' },
  joint: { zh: '联合救助', en: 'several departments' },
  immediate: { zh: '特急救助', en: 'immediate' },
} as const satisfies Record<CaseClass, Words>

/** 急难类型. */
export const caseKindWords = {
  emergency: { zh: '紧急型', en: 'emergency' },
  expenditure: { zh: '支出型', en: 'expenditure' },
} as const satisfies Record<CaseKind, Words>

/** How far a case has come. */
export const caseStatusWords = {
  open: { zh: '在办', en: 'in hand' },
  paused: { zh: '已中止', en: 'paused' },
  closed: { zh: '已销号', en: 'closed' },
  joined: { zh: '已并案', en: 'joined to another' },
} as const satisfies Record<Case['status'], Words>

/** How a case ended. */
export const caseResultWords = {
  helped: { zh: '已帮到', en: 'helped' },
  'referred-done': { zh: '部门已办结', en: 'done by the department' },
  refused: { zh: '不予救助', en: 'refused' },
  adjusted: { zh: '已调整', en: 'adjusted' },
  withdrawn: { zh: '本人撤回', en: 'withdrawn by the family' },
  'no-need': { zh: '困难已缓解', en: 'no longer needed' },
  'not-possible': { zh: '无法办理', en: 'not possible' },
} as const satisfies Record<CaseResult, Words>

/** 办理部门. */
export const departmentWords = {
  'civil-affairs': { zh: '民政', en: 'civil affairs' },
  'medical-insurance': { zh: '医保', en: 'medical insurance' },
  health: { zh: '卫健', en: 'health' },
  education: { zh: '教育', en: 'education' },
  housing: { zh: '住建', en: 'housing' },
  labour: { zh: '人社', en: 'labour and social security' },
  justice: { zh: '司法行政', en: 'justice' },
  'disabled-federation': { zh: '残联', en: 'federation of the disabled' },
  emergency: { zh: '应急', en: 'emergency management' },
  agriculture: { zh: '农业农村', en: 'agriculture' },
  veterans: { zh: '退役军人', en: 'veterans' },
  'women-federation': { zh: '妇联', en: 'federation of women' },
  charity: { zh: '慈善组织', en: 'charity' },
  'social-work': { zh: '社会工作机构', en: 'social-work organisation' },
  institution: { zh: '供养机构', en: 'institution' },
} as const satisfies Record<Department, Words>

/** How far a referral has come. */
export const referralStatusWords = {
  sent: { zh: '待接收', en: 'sent' },
  accepted: { zh: '办理中', en: 'accepted' },
  returned: { zh: '已退回', en: 'returned' },
  done: { zh: '已办结', en: 'done' },
  recalled: { zh: '已收回', en: 'taken back' },
} as const satisfies Record<CaseReferral['status'], Words>

/** What a conference decided. */
export const conferenceResultWords = {
  support: { zh: '同意救助', en: 'gives help' },
  decline: { zh: '不予救助', en: 'gives no help' },
  postpone: { zh: '补充材料后再议', en: 'postponed' },
} as const satisfies Record<ConferenceDecision['result'], Words>

/** How aid reached a family. */
export const aidFormWords = {
  card: { zh: '一卡通发放', en: 'to the subsidy card' },
  cash: { zh: '现金', en: 'cash' },
  goods: { zh: '物资', en: 'goods' },
  service: { zh: '服务', en: 'service' },
} as const satisfies Record<AidForm, Words>

/** What a decision says. */
export const decisionWords = {
  granted: { zh: '同意给予', en: 'granted' },
  adjusted: { zh: '调整', en: 'adjusted' },
  stopped: { zh: '停止', en: 'stopped' },
  refused: { zh: '不予给予', en: 'refused' },
} as const satisfies Record<DecisionResult, Words>

/** How money came back. */
export const recoveryWords = {
  'paid-back': { zh: '退回', en: 'paid back' },
  offset: { zh: '抵扣', en: 'set off' },
  waived: { zh: '核销', en: 'waived' },
} as const satisfies Record<Recovery['way'], Words>

/** Why a case has its class, kind and grade. */
export const gradeReasonWords = {
  'urgent-direction': { zh: '突发急难', en: 'a sudden emergency' },
  'level-red': { zh: '红色预警', en: 'red level' },
  'level-orange': { zh: '橙色预警', en: 'orange level' },
  'expenditure-lead': { zh: '支出或收入困难', en: 'hardship of expenditure or income' },
  'several-departments': { zh: '两个以上部门', en: 'two departments or more' },
  'by-hand': { zh: '人工调整', en: 'changed by hand' },
} as const satisfies Record<GradeReason, Words>

/** 资金来源. */
export const fundKindWords = {
  budget: { zh: '预算资金', en: 'budget' },
  reserve: { zh: '备用金', en: 'reserve' },
  charity: { zh: '慈善资金', en: 'charity' },
} as const satisfies Record<FundKind, Words>
