import type { Direction, Entitlement, Level } from '@shouwang/contracts'
import { custody, death, dibaoHeld, fire, type Lead, medical, medicalAid, subsidy, temporaryAid } from './leads.ts'

/** Made-up families for tests and screens: nobody here exists. */
export type Family = {
  readonly no: string
  readonly region: string | null
  readonly members: readonly {
    readonly name: string
    readonly idNumber: string
    readonly relation: 'head' | 'spouse' | 'son' | 'daughter' | 'parent'
    readonly sex: 'male' | 'female'
    readonly birthDate: string
    readonly phone: string | null
    readonly died?: string
  }[]
  readonly task: {
    readonly direction: Direction
    readonly level: Exclude<Level, 'none'>
    readonly openedOn: string
    readonly dueOn: string
    readonly assignee: string | null
    readonly accepted?: boolean
    readonly flags?: readonly string[]
    readonly leads: readonly Lead[]
  }
  readonly entitlements: readonly Omit<Entitlement, 'person'>[]
}

/** Five families in three districts, and one whose region nobody stated. */
export const FAMILIES: readonly Family[] = [
  {
    no: '350100000001',
    region: '350203001201',
    members: [
      {
        name: '李建明',
        idNumber: '350205198105135198',
        relation: 'head',
        sex: 'male',
        birthDate: '1981-05-13',
        phone: '13800005678',
      },
      {
        name: '王秀英',
        idNumber: '35020519830721526X',
        relation: 'spouse',
        sex: 'female',
        birthDate: '1983-07-21',
        phone: null,
      },
      {
        name: '李小雨',
        idNumber: '350205201603085224',
        relation: 'daughter',
        sex: 'female',
        birthDate: '2016-03-08',
        phone: null,
      },
    ],
    task: {
      direction: 'missed',
      level: 'red',
      openedOn: '2026-10-28',
      dueOn: '2026-10-29',
      assignee: 'W0001',
      leads: [medical],
    },
    entitlements: [
      medicalAid,
      {
        ...temporaryAid,
        standing: 'possibly-owed',
        monthlyFen: null,
        why: '自付过高影响基本生活的，可申请支出型临时救助。',
      },
    ],
  },
  {
    no: '350100000002',
    region: '350203001201',
    members: [
      {
        name: '欧阳国华',
        idNumber: '350203197609085891',
        relation: 'head',
        sex: 'male',
        birthDate: '1976-09-08',
        phone: '13900001234',
      },
      {
        name: '陈丽',
        idNumber: '350203197811305865',
        relation: 'spouse',
        sex: 'female',
        birthDate: '1978-11-30',
        phone: '13700004321',
      },
      {
        name: '欧阳晨',
        idNumber: '350203201408125818',
        relation: 'son',
        sex: 'male',
        birthDate: '2014-08-12',
        phone: null,
      },
    ],
    task: {
      direction: 'missed',
      level: 'orange',
      openedOn: '2026-10-27',
      dueOn: '2026-10-31',
      assignee: 'W0001',
      accepted: true,
      leads: [custody],
    },
    entitlements: [
      {
        programme: 'child-aid',
        name: '事实无人抚养儿童保障',
        standing: 'possibly-owed',
        monthlyFen: 210_000,
        why: '父亲服刑期未满，{1}如也无法履行抚养责任，可申请。',
        source: '厦门市儿童保障办法',
      },
    ],
  },
  {
    no: '350100000003',
    region: '350203001201',
    members: [
      {
        name: '黄阿婆',
        idNumber: '350203195202145824',
        relation: 'head',
        sex: 'female',
        birthDate: '1952-02-14',
        phone: '13600009876',
      },
    ],
    task: {
      direction: 'missed',
      level: 'blue',
      openedOn: '2026-10-30',
      dueOn: '2026-11-27',
      assignee: 'W0001',
      leads: [subsidy],
      flags: ['lives-alone'],
    },
    entitlements: [
      dibaoHeld,
      {
        programme: 'care-subsidy',
        name: '重度残疾人护理补贴',
        standing: 'likely-owed',
        monthlyFen: 15_000,
        why: '二级残疾，符合护理补贴条件。',
        source: '厦门市残疾人两项补贴办法',
      },
    ],
  },
  {
    no: '350100000004',
    region: '350203001202',
    members: [
      {
        name: '郑福来',
        idNumber: '350203194811205815',
        relation: 'head',
        sex: 'male',
        birthDate: '1948-11-20',
        phone: null,
        died: '2026-10-19',
      },
      {
        name: '郑志强',
        idNumber: '350203197503015810',
        relation: 'son',
        sex: 'male',
        birthDate: '1975-03-01',
        phone: '13500002468',
      },
    ],
    task: {
      direction: 'wrong',
      level: 'red',
      openedOn: '2026-10-29',
      dueOn: '2026-11-02',
      assignee: 'W0002',
      leads: [death],
    },
    entitlements: [{ ...dibaoHeld, standing: 'wrongly-held', why: '本人已去世，仍在册发放。' }],
  },
  {
    no: '350100000005',
    region: '350205001201',
    members: [
      {
        name: '林海生',
        idNumber: '350205196607145214',
        relation: 'head',
        sex: 'male',
        birthDate: '1966-07-14',
        phone: '13300001357',
      },
    ],
    task: {
      direction: 'urgent',
      level: 'red',
      openedOn: '2026-10-31',
      dueOn: '2026-11-01',
      assignee: 'W0013',
      leads: [fire],
    },
    entitlements: [temporaryAid],
  },
  {
    no: '350100000006',
    region: null,
    members: [
      {
        name: '周远',
        idNumber: '350206199001015213',
        relation: 'head',
        sex: 'male',
        birthDate: '1990-01-01',
        phone: null,
      },
    ],
    task: {
      direction: 'missed',
      level: 'yellow',
      openedOn: '2026-10-30',
      dueOn: '2026-11-09',
      assignee: null,
      leads: [{ ...medical, level: 'yellow', indicator: 'single-stay-selfpay', reason: '{0}一次住院自付 12,400 元。' }],
      flags: ['no-region'],
    },
    entitlements: [medicalAid],
  },
]
