import { daysAgo, type Family, type Person, send } from '../family.ts'
import { alone, couple, goodWage } from '../family-shapes.ts'
import { type Disease, isCertified, isRecognised, settles } from '../records/health.ts'
import { drawsPension, earns } from '../records/income.ts'
import type { Hardship } from './hardship.ts'
import { losesJob } from './work.ts'

const grave: readonly Disease[] = [
  ['C34', '肺恶性肿瘤'],
  ['C18', '结肠恶性肿瘤'],
  ['C50', '乳腺恶性肿瘤'],
  ['C22', '肝恶性肿瘤'],
  ['I63.9', '脑梗死'],
  ['N18.5', '慢性肾衰竭尿毒症期'],
]

const costly: readonly Disease[] = [
  ['I25.1', '冠状动脉粥样硬化性心脏病'],
  ['S72', '股骨骨折'],
  ['M51.2', '腰椎间盘突出'],
  ['K80.2', '胆囊结石'],
]

const rare: readonly Disease[] = [
  ['E75.2', '戈谢病'],
  ['E76.1', '黏多糖贮积症Ⅱ型'],
  ['G12.0', '婴儿型脊髓性肌萎缩症'],
]

const stay = (family: Family, person: Person, days: number, selfPaidYuan: number, disease: Disease) =>
  settles(family, person, {
    day: daysAgo(family, days),
    care: '21',
    totalYuan: Math.round(selfPaidYuan * 2.3),
    fundYuan: Math.round(selfPaidYuan * 2.3) - selfPaidYuan,
    disease,
  })

const workingCouple = (family: Family, childAges: readonly number[] = []) => {
  const made = couple(family, family.random.int(36, 50), childAges)
  earns(family, made.head, goodWage(family))
  return made
}

/** Families with bills: large, taken back, sent again, too long ago, outside every list. */
export const medicalHardships: readonly Hardship[] = [
  {
    scenario: 'big-bill',
    weight: 3,
    fires: ['high-medical-selfpay-12m'],
    note: '自付合规超过五万元：红色，并提示一事一议',
    make: (family) => {
      const { random } = family
      const { spouse } = workingCouple(family, [random.int(5, 12)])
      const disease = random.pick(grave)
      for (const days of [240, 140, 40])
        stay(family, spouse, days + random.int(0, 20), random.int(190, 260) * 100, disease)
    },
  },
  {
    scenario: 'mid-bill',
    weight: 5,
    fires: ['high-medical-selfpay-12m'],
    make: (family) => {
      const { random } = family
      const { head } = workingCouple(family)
      const disease = random.pick(costly)
      for (const days of [180, 85]) stay(family, head, days + random.int(0, 20), random.int(125, 160) * 100, disease)
    },
  },
  {
    scenario: 'single-stay',
    weight: 4,
    fires: ['single-stay-selfpay'],
    quiet: ['high-medical-selfpay-12m'],
    make: (family) => {
      const { random } = family
      const { head, spouse } = workingCouple(family)
      earns(family, spouse, goodWage(family))
      stay(family, random.pick([head, spouse]), random.int(5, 45), random.int(110, 150) * 100, random.pick(costly))
    },
  },
  {
    scenario: 'chronic-outpatient',
    weight: 3,
    fires: ['chronic-outpatient-burden'],
    make: (family) => {
      const { random } = family
      const elder = alone(family, random.int(66, 78))
      drawsPension(family, elder, '城镇职工', random.int(260, 320) * 10)
      const disease = random.pick<Disease>([
        ['E11.9', '2型糖尿病'],
        ['I10', '高血压'],
        ['J44.9', '慢性阻塞性肺疾病'],
      ])
      isRecognised(family, elder, random.pick(['高血压', '糖尿病']), random.int(150, 700))
      for (const days of [12, 43, 74, 104, 135]) {
        const selfPaid = random.int(62, 90) * 10
        const bill = { totalYuan: selfPaid * 3, fundYuan: selfPaid * 2, disease }
        settles(family, elder, { ...bill, day: daysAgo(family, days), care: '14' })
      }
    },
  },
  {
    scenario: 'refunded-bill',
    weight: 1,
    fires: [],
    quiet: ['high-medical-selfpay-12m', 'single-stay-selfpay'],
    note: '冲正后自付很少',
    make: (family) => {
      const { random } = family
      const { head } = workingCouple(family)
      const disease = random.pick(costly)
      const selfPaid = random.int(220, 280) * 100
      const wrong = stay(family, head, 151, selfPaid, disease)
      send(family, daysAgo(family, 133), 'med-settlement', {
        ...wrong,
        setl_id: `${wrong.setl_id}R`,
        setl_time: `${daysAgo(family, 133)} 10:46:00`,
        medfee_sumamt: -Number(wrong.medfee_sumamt),
        inscp_scp_amt: -Number(wrong.inscp_scp_amt),
        hifp_pay: -Number(wrong.hifp_pay),
        psn_part_amt: -selfPaid,
        psn_cash_pay: -selfPaid,
        refd_setl_flag: '1',
        orig_setl_id: String(wrong.setl_id),
      })
      stay(family, head, 132, random.int(25, 35) * 100, disease)
    },
  },
  {
    scenario: 'resent-bill',
    weight: 1,
    fires: [],
    quiet: ['high-medical-selfpay-12m'],
    note: '同一结算单重复推送三次，只算一次',
    make: (family) => {
      const { head } = workingCouple(family, [family.random.int(4, 9)])
      const row = stay(family, head, 205, family.random.int(75, 90) * 100, family.random.pick(costly))
      for (let again = 0; again < 2; again += 1) send(family, daysAgo(family, 205), 'med-settlement', row)
    },
  },
  {
    scenario: 'old-bill',
    weight: 1,
    fires: [],
    quiet: ['high-medical-selfpay-12m', 'single-stay-selfpay'],
    note: '超出 12 个月窗口',
    make: (family) => {
      const { head } = workingCouple(family)
      stay(family, head, family.random.int(430, 500), family.random.int(280, 350) * 100, family.random.pick(costly))
    },
  },
  {
    scenario: 'rare-disease',
    weight: 1,
    fires: ['new-major-disease'],
    note: '目录外自费巨大：个人负担与合规自付两个口径都要展示',
    make: (family) => {
      const { random } = family
      const { children } = workingCouple(family, [random.int(3, 9)])
      const [patient] = children
      const disease = random.pick(rare)
      const outOfListYuan = random.int(600, 760) * 100
      if (patient === undefined) return
      for (let month = 1; month <= 10; month += 1) {
        const bill = { totalYuan: outOfListYuan + 6000, fundYuan: 3000, outOfListYuan, disease }
        settles(family, patient, { ...bill, day: daysAgo(family, month * 30 - 9), care: '14' })
      }
    },
  },
  {
    scenario: 'disease-long-known',
    weight: 1,
    fires: [],
    quiet: ['new-major-disease', 'high-medical-selfpay-12m'],
    note: '两年前已确诊，近期只是复查',
    make: (family) => {
      const { head, spouse } = workingCouple(family)
      earns(family, spouse, goodWage(family))
      const disease = family.random.pick(grave)
      stay(family, head, family.random.int(430, 500), 9000, disease)
      stay(family, head, family.random.int(30, 90), 2500, disease)
    },
  },
  {
    scenario: 'many-at-once',
    weight: 1,
    fires: ['high-medical-selfpay-12m', 'new-severe-disability', 'long-unemployment'],
    note: '三个漏保预警并成一户一单',
    make: (family) => {
      const { random } = family
      const { head, spouse } = couple(family, random.int(44, 52), [random.int(12, 16)])
      losesJob(family, head, random.int(235, 262), 5000)
      isCertified(family, spouse, { category: 4, level: 2, days: random.int(6, 20) })
      stay(family, spouse, random.int(60, 116), random.int(380, 450) * 100, ['N18.5', '慢性肾衰竭尿毒症期'])
    },
  },
  {
    scenario: 'frail-pensioner',
    weight: 2,
    fires: ['high-medical-selfpay-12m'],
    quiet: ['destitute-candidate'],
    note: '有养老金，不符合特困；应进一事一议',
    make: (family) => {
      const { random } = family
      const elder = alone(family, random.int(70, 78))
      drawsPension(family, elder, '城镇职工', random.int(240, 280) * 10)
      for (const days of [82, 20]) stay(family, elder, days, random.int(140, 165) * 100, ['S72', '股骨骨折'])
    },
  },
]
