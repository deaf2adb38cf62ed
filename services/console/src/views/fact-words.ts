import type { ChangeEventType } from '@shouwang/contracts'

/** What each kind of fact is called in front of people. */
export const FACT_WORDS: { readonly [T in ChangeEventType]: string } = {
  AssistanceListed: '社会救助名册',
  BusinessRegistered: '市场主体登记',
  CustodyStarted: '服刑或羁押',
  DeathReported: '死亡信息',
  DisabilityCertified: '残疾人证',
  DisabilitySubsidyListed: '残疾人两项补贴',
  DisasterSuffered: '受灾情况',
  DwellingGraded: '房屋安全鉴定',
  ElderAllowancePaid: '高龄津贴',
  EnrolmentReported: '学籍与学费',
  FireReported: '火灾',
  HelpRequested: '求助',
  MarriageRegistered: '婚姻登记',
  MedicalSettled: '医保结算',
  ParentsRecorded: '未成年人父母信息',
  PensionPaid: '养老金发放',
  PropertyRegistered: '不动产登记',
  ResidentMoved: '户籍变动',
  ResidentRegistered: '户籍登记',
  RollDelivered: '名册送达',
  RowSetAside: '有一行数据待修正',
  SocialInsurancePaid: '社会保险缴费',
  TrafficCasualtyReported: '交通事故伤亡',
  UnemploymentBenefitGranted: '失业保险金',
  UnemploymentRegistered: '失业登记',
  VehicleRegistered: '机动车登记',
  VisitConcluded: '入户核查结果',
}

/** Relations to the head of the household, in Chinese. */
export const RELATION_WORDS = {
  head: '户主',
  spouse: '配偶',
  son: '儿子',
  daughter: '女儿',
  grandchild: '孙辈',
  parent: '父母',
  grandparent: '祖父母',
  sibling: '兄弟姐妹',
  other: '其他',
} as const
