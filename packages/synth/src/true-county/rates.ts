/**
 * A number of the true county and where it comes from. `S…` and `ART-…` are sources of docs/domain.md; `[BK]` is background
 * knowledge that was not looked up here; `[made]` was set so that the county as a whole comes to the shares beside it.
 */
export type Rate = { readonly value: number; readonly source: string }

const rate = (value: number, source: string): Rate => ({ value, source })

/** Who lives in the county. */
export const people = {
  countryShare: rate(0.45, '[BK] 县域城镇化率约 55%（国家统计局 2023）'),
  withoutLocalRegistration: rate(0.12, '[BK] 第七次人口普查：县（市）流动人口约占一成，只算城镇住户'),
  permitKnown: rate(0.8, '[made] 居住登记不全'),
  unregisteredRemoval: rate(0.5, '[made] 人户分离：离开的人约一半不迁户口（domain.md §2.2, S51）'),
  birthsPerCoupleYear: rate(0.06, '[BK] 出生率 6.77‰（2024），折算到 22–38 岁夫妻'),
  divorcesPerCoupleYear: rate(0.01, '[BK] 离婚率 2.5‰（2024）'),
  movesPerYear: rate(0.012, '[BK] 县内迁移'),
  marriagesPerYear: rate(0.06, '[BK] 结婚率 4.3‰（2024），折算到 24–32 岁未婚子女'),
  custodyPerManYear: rate(0.0012, '[BK] 服刑与强戒人数占成年男性比例'),
} as const

/** What people earn, yuan a month: medians and the spread of their logarithms. */
export const income = {
  formalWage: rate(5600, '[BK] 厦门城镇私营单位平均工资的中位估计'),
  publicWage: rate(8200, '[BK] 机关事业单位工资'),
  flexibleWage: rate(4100, '[BK] 灵活就业约占就业的 27%，收入约为正式职工的七成'),
  ownBusiness: rate(5800, '[BK] 个体工商户净收入，离散大'),
  farming: rate(2300, '[BK] 农户经营净收入折月'),
  awayWage: rate(5000, '[BK] 农民工月均收入 4,961 元（2024）'),
  awaySentHome: rate(0.55, '[made] 外出者寄回或带回的份额'),
  employeePension: rate(3300, '[BK] 企业退休人员平均养老金'),
  residentPension: rate(240, '[BK] 城乡居民养老金月均约 223 元（2023）'),
  childrenGive: rate(0.9, '[BK] CHARLS：八成以上老人得到子女转移；此处按每个子女'),
  childrenGiveYuan: rate(1100, '[made] 每位老人每月，离散大'),
  ownProduce: rate(430, '[made] 农家自产自用，每人每月'),
} as const

/** What befalls people, each year unless it says otherwise. */
export const misfortune = {
  stays: rate(0.18, '[BK] 年住院率约 18%–21%（卫生健康统计）；issue 15'),
  stayCost: rate(7600, '[BK] 次均住院费用约 10,000 元，中位较低'),
  graveIllness: rate(0.006, '[BK] 恶性肿瘤发病率 3.4‰ 加心脑血管急重症'),
  newDisability: rate(0.0022, '[BK] 持证残疾人约 2.7%，每年新办约 2‰'),
  certified: rate(0.55, '[BK] 残疾人 8,500 万、持证约 3,800 万；新致残者较多办证'),
  jobLossPerMonth: rate(0.005, '[BK] 城镇调查失业率约 5%，月流入约 0.5%'),
  businessFailurePerMonth: rate(0.005, '[BK] 个体户年注销率约 6%'),
  fire: rate(0.0008, '[BK] 居住场所火灾约 40 万起 / 4.9 亿户'),
  disaster: rate(0.004, '[made] 农村住户'),
  seriousAccident: rate(0.0003, '[BK] 道路交通死伤'),
} as const

/** Who is helped already, and who asks. */
export const aid = {
  poorCovered: rate(0.55, 'domain.md §10：城市低保漏保 38%–66%'),
  wronglyCovered: rate(
    0.006,
    'domain.md §2.2：核查撤销约 0.5%–2% 的在保户；domain.md §10 错保 55%–69% 的估计含收入口径',
  ),
  edgeCovered: rate(0.2, 'domain.md §1.1：低保边缘约为低保的 15%–38%（S24, S25）'),
  lonePoorElderTekun: rate(0.6, 'domain.md §1.1：特困约为低保的四分之一（S24）'),
  asksPerMonth: rate(0.035, 'domain.md §2.2：申请者怕被看低（S63）；每月求助的困难户'),
  othersAskPerMonth: rate(0.0006, '[made] 不困难而求助'),
  gridSeesPerMonth: rate(0.02, '[made] 网格员自己看见的困难户，每月'),
  gridErrsPerMonth: rate(0.0008, '[made] 网格员报来而不困难的，每月每户'),
  refuses: rate(0.08, 'domain.md §2.2：申请者拒绝（S63）'),
  notAtHome: rate(0.12, '[made] 一次走访未遇'),
  studentAidPoor: rate(0.75, '[BK] 国家助学金覆盖约两成学生，困难生优先'),
  studentAidOthers: rate(0.12, '[BK] 同上，认定误差'),
} as const

/** What the departments' records miss, delay and get wrong. */
export const records = {
  formalInsured: rate(0.9, '[BK] 职工参保约九成'),
  baseFloor: rate(4200, '[BK] 缴费基数下限约为平均工资的 60%'),
  baseUnderstated: rate(0.45, '[BK] 企业按下限或低于实际工资申报的比例'),
  flexibleInsured: rate(0.3, '[BK] 灵活就业人员自愿参保'),
  fundPaid: rate(0.5, '[BK] 公积金覆盖正式职工约一半'),
  taxFrom: rate(5000, '个人所得税法：月减除费用 5,000 元'),
  businessRegistered: rate(0.65, '[BK] 个体经营者中有登记的'),
  unemploymentRegistered: rate(0.3, '[BK] 失业者登记的比例'),
  uninsured: rate(0.035, '[BK] 基本医保参保率约 95%'),
  settledElsewhere: rate(0.12, 'domain.md §5.3：跨省、零星报销数月后到'),
  settledElsewhereMonths: rate(3, 'domain.md §5.3：手工报销数月后到'),
  neverSettled: rate(0.03, '[made] 不经医保结算的住院'),
  correctedBills: rate(0.02, 'domain.md §5.3：退费、二次结算'),
  deathByHealth: rate(0.85, 'domain.md §2.2：三个死亡来源互有遗漏（S61）'),
  deathByPolice: rate(0.7, 'domain.md §2.2：未注销 14 万余（S61）'),
  deathByFuneral: rate(0.75, '[BK] 火化率'),
  oldMovesKnown: rate(0.6, '[made] 子女多年前迁出的户籍变动有电子记录的'),
  wrongNumber: rate(0.003, '[made] 证件号码抄错的行'),
  halfDelivered: rate(0.04, '[made] 某接口某月只交一半'),
  silentMonths: rate(2, '[made] 一个村居两个月没有数据'),
} as const

/**
 * The bare cost of living, yuan a head and month: what a household must have left after what it cannot avoid paying. It is
 * no threshold of an indicator: a household is in need when it has less than this to live on and nothing saved.
 */
export const bareLiving: Rate = rate(1120, '厦门市低保标准（S8）：维持基本生活的必需费用')
