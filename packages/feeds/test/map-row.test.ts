import { expect, test } from 'vitest'
import { accepted, identity, mapped } from './row-of.ts'

const li = '11010519491231002X'
const wang = '350203197906027843'

const resident = (more: Record<string, unknown> = {}) => ({
  户号: '350100000001',
  公民身份号码: li,
  姓名: '李小明',
  与户主关系: '0',
  性别: '2',
  出生日期: '1949-12-31',
  住址: '厦门市同安区滨湖街道东风社区',
  区划代码: '350212001201',
  联系电话: '13812345678',
  ...more,
})
const certificate = (more: Record<string, unknown> = {}) => ({
  残疾人证号: `${wang}42`,
  姓名: '魏兰',
  残疾类别: '4',
  残疾等级: '2',
  办证日期: '2026-10-20',
  操作: '新办',
  ...more,
})
const vehicle = (more: Record<string, unknown> = {}) => ({
  身份证号: li,
  所有人: '李小明',
  号牌号码: '闽D96466',
  车辆类型: '小型轿车',
  使用性质: '非营运',
  登记日期: '2026-09-18',
  购置价: '128000',
  业务类型: '新增',
  ...more,
})

test('a row of the register becomes an event about a pseudonym, and the vault learns who that is', () => {
  expect(accepted('resident-register', resident())).toEqual({
    kind: 'accepted',
    mended: false,
    event: {
      specversion: '1.0',
      id: 'delivery-1/1',
      source: '/feeds/resident-register',
      subject: identity.person(li),
      time: '2026-10-31T08:00:00+08:00',
      feed: 'resident-register',
      provider: '公安户政',
      delivery: 'delivery-1',
      businessday: '2026-10-31',
      asof: '2026-10-31',
      sourcekey: 'resident-register',
      revision: 202610319,
      retracted: false,
      type: 'ResidentRegistered',
      data: {
        householdNo: '350100000001',
        relation: 'head',
        sex: 'female',
        birthDate: '1949-12-31',
        region: '350212001201',
      },
    },
    vault: [
      {
        person: identity.person(li),
        entry: { name: '李小明', idNumber: li, phone: '13812345678', address: '厦门市同安区滨湖街道东风社区' },
      },
    ],
  })
})

test.each([
  ['0', 'head'],
  ['02', 'head'],
  ['1', 'spouse'],
  ['12', 'spouse'],
  ['2', 'son'],
  ['22', 'son'],
  ['3', 'daughter'],
  ['女儿', 'daughter'],
  ['28', 'other'],
  ['儿媳', 'other'],
  ['41', 'grandchild'],
  ['55', 'parent'],
  ['61', 'grandparent'],
  ['77', 'sibling'],
  ['8', 'other'],
  [3, 'daughter'],
])('the relation %s of GB/T 4761 is %s', (code, relation) => {
  expect(accepted('resident-register', resident({ 与户主关系: code })).event.data).toMatchObject({ relation })
})

test('sex and birth date come from the ID number where the register leaves them out', () => {
  expect(accepted('resident-register', resident({ 性别: '', 出生日期: null })).event.data).toMatchObject({
    sex: 'female',
    birthDate: '1949-12-31',
  })
})

test('a region that can not be one is left out and does not cost the record; a shorter one is of a larger area', () => {
  const region = (code: string) => accepted('resident-register', resident({ 区划代码: code }))
  expect(region('未知区划')).toMatchObject({ mended: true, event: { data: { region: null } } })
  expect(region('350212001')).toMatchObject({ mended: true, event: { data: { region: '350212001000' } } })
  expect(region('999999999999')).toMatchObject({ mended: false, event: { data: { region: '999999999999' } } })
})

test('a masked name is no name, and a spaced one is closed up', () => {
  const name = (text: string) => accepted('resident-register', resident({ 姓名: text })).vault[0]?.entry.name
  expect(name('李*明')).toBe('')
  expect(name('李　明')).toBe('李明')
})

test.each([
  [{ 公民身份号码: '' }, 'missing-value'],
  [{ 公民身份号码: undefined }, 'missing-value'],
  [{ 公民身份号码: '110105194912310021' }, 'bad-id-number'],
  [{ 公民身份号码: 110105194912310020 }, 'rounded-number'],
  [{ 公民身份号码: '1.10105E+17' }, 'rounded-number'],
])('a row with %o is set aside, and names nobody: %s', (more, reason) => {
  const field = '公民身份号码'
  expect(mapped('resident-register', resident(more))).toEqual({ kind: 'quarantined', reason, field })
})

test.each([
  [{ 出生日期: '2027-01-01' }, 'future-date', '出生日期'],
  [{ 与户主关系: '火星' }, 'unknown-code', '与户主关系'],
  [{ 户号: '3.501E+11' }, 'rounded-number', '户号'],
  [{ 姓名: { first: '李' } }, 'bad-row', null],
])('a row with %o is set aside, and names somebody: %s', (more, reason, field) => {
  const event = expect.objectContaining({ type: 'RowSetAside', subject: identity.person(li), data: { reason } })
  expect(mapped('resident-register', resident(more))).toEqual({ kind: 'quarantined', reason, field, event })
})

test('someone who is not born yet has no ID number', () => {
  expect(mapped('resident-register', resident(), { businessDay: '1949-12-30' })).toMatchObject({
    reason: 'bad-id-number',
  })
})

test('a row without any header of its feed is no row of it', () => {
  expect(mapped('resident-register', { foo: 1 })).toEqual({ kind: 'quarantined', reason: 'bad-row', field: null })
})

test('headers are known however they are spaced and spelt', () => {
  const row = { '﻿身份证号': li, ' 死亡 日期 ': '2026-09-12', '姓名*': '李小明' }
  expect(accepted('death-certificate', row).event).toMatchObject({ data: { day: '2026-09-12' } })
})

test('a header that ends in a unit of money says how its amounts count', () => {
  const { 购置价: _, ...row } = vehicle()
  expect(accepted('vehicle-register', { ...row, '购置价（万元）': '12.8' }).event.data).toMatchObject({
    priceFen: 12_800_000,
  })
})

test('a re-issued certificate bears the key of the first, one of another level does not', () => {
  const key = (number: string, op = '新办') =>
    accepted('disability-cert', certificate({ 残疾人证号: number, 操作: op })).event.sourcekey
  expect(key(`${wang}42B1`)).toBe(`${key(`${wang}42`)}|B1`)
  expect(key(`${wang}42`, '换领')).toBe(`${key(`${wang}42`)}|renewed`)
  expect(key(`${wang}42B1`, '遗失补办')).toBe(`${key(`${wang}42`)}|B1|renewed`)
  expect(key(`${wang}42`, '注销')).toBe(key(`${wang}42`))
  expect(key(`${wang}41`)).not.toBe(key(`${wang}42`))
  expect(key(`${wang}42`)).not.toContain(wang)
})

test('a cancelled certificate outranks one issued on the same day, and a withdrawn one is withdrawn', () => {
  const issued = accepted('disability-cert', certificate()).event
  const cancelled = accepted('disability-cert', certificate({ 操作: '注销' })).event
  expect(cancelled).toMatchObject({ retracted: false, data: { status: 'cancelled' } })
  expect(cancelled.revision).toBeGreaterThan(issued.revision)
  expect(accepted('disability-cert', certificate({ 操作: '撤销' })).event).toMatchObject({ retracted: true })
})

test('a certificate that is only an ID number is refused as a certificate', () => {
  expect(mapped('disability-cert', certificate({ 残疾人证号: wang }))).toMatchObject({ reason: 'bad-certificate' })
})

test('any feed understands the operation column of the exchange platform', () => {
  const fee = { 身份证号: li, 姓名: '李小明', 月津贴: '100', 发放月: '2026-09', 操作类型: 'd' }
  expect(accepted('elder-allowance', fee).event).toMatchObject({ retracted: true })
})

test('a car sold on the day it was bought is sold', () => {
  const bought = accepted('vehicle-register', vehicle()).event
  const sold = accepted('vehicle-register', vehicle({ 业务类型: '注销' })).event
  expect(sold.revision).toBeGreaterThan(bought.revision)
  expect(sold.sourcekey).toBe(bought.sourcekey)
  const dotted = accepted('vehicle-register', vehicle({ 号牌号码: '闽Ｄ·96466' })).event
  expect(dotted.sourcekey).toBe(bought.sourcekey)
})

test.each([
  ['残疾人机动轮椅车', 'disability-vehicle'],
  ['小型普通客车', 'car'],
  ['大型普通客车', 'bus'],
  ['普通二轮摩托车', 'motorcycle'],
  ['轻型厢式货车', 'truck'],
  ['手扶拖拉机', 'tractor'],
  ['太空船', 'other'],
])('a %s is a %s', (words, vehicleClass) => {
  expect(accepted('vehicle-register', vehicle({ 车辆类型: words })).event.data).toMatchObject({ vehicleClass })
})

test('a marriage and its divorce share a key, whoever stands first, and both people enter the vault', () => {
  const couple = {
    男方身份证: wang,
    男方姓名: '魏某',
    女方身份证: li,
    女方姓名: '李小明',
    类型: '结婚',
    日期: '2026-06-18',
  }
  const married = accepted('marriage', couple)
  const divorced = accepted('marriage', {
    ...couple,
    男方身份证: li,
    女方身份证: wang,
    类型: '离婚',
    日期: '2026-09-01',
  })
  expect(married.event).toMatchObject({ subject: identity.person(wang), data: { spouse: identity.person(li) } })
  expect(divorced.event.sourcekey).toBe(married.event.sourcekey)
  expect(divorced.event.revision).toBeGreaterThan(married.event.revision)
  expect(married.vault.map(({ entry }) => entry.name)).toEqual(['魏某', '李小明'])
})

test('parents who are not known are left out', () => {
  const child = { 儿童身份证号: '350206202008130614', 儿童姓名: '卢小', 父亲身份证号: '不详', 母亲身份证号: '' }
  expect(accepted('child-parents', child).event.data).toEqual({ father: null, mother: null })
})

test('what was said to 12345 goes to the vault, not into the event', () => {
  const order = { 工单号: '12345-1', 身份证号: li, 姓名: '李小明', 来电时间: '2026-10-30 09:12', 类别: '生活困难求助' }
  const result = accepted('help-order', { ...order, 内容: '三天未进热食' })
  expect(result.notes).toEqual([{ person: identity.person(li), sourceKey: '12345-1', text: '三天未进热食' }])
  expect(JSON.stringify(result.event)).not.toContain('三天')
  expect(result.event.data).toMatchObject({ category: 'hardship', region: null })
  expect(accepted('help-order', { ...order, 类别: '投诉物业' }).event.data).toMatchObject({ category: 'other' })
})

test.each([
  ['房屋烧毁', true],
  ['', true],
  ['厨房起火，房屋未受损', false],
  ['电动车冒烟', false],
])('a fire described as "%s" damaged the home: %s', (words, homeDamaged) => {
  const fire = { 身份证号: li, 姓名: '李小明', 时间: '2026-10-28 02:14:00', 损失金额: '8.6万', 描述: words }
  expect(accepted('fire', fire)).toMatchObject({ mended: true, event: { data: { homeDamaged, lossFen: 8_600_000 } } })
})

test.each([
  ['房屋倒塌，转移安置', true, true],
  ['紧急转移', false, true],
  ['房屋未倒塌', false, false],
  ['', false, false],
])('a disaster of which "%s" is said', (words, homeLost, relocated) => {
  const flood = { 身份证号: li, 姓名: '李小明', 日期: '2026-10-26', 灾种: '台风洪涝', 损失金额: '', 情况: words }
  expect(accepted('disaster', flood).event.data).toMatchObject({ homeLost, relocated, lossFen: null })
})

test('a term may end in the future, or never', () => {
  const inmate = { 身份证号: li, 姓名: '李小明', 入监日期: '2026-07-10', 类别: '服刑' }
  expect(accepted('prison-inmate', { ...inmate, 刑满日期: '2029-07-09' }).event.data).toMatchObject({
    to: '2029-07-09',
  })
  expect(accepted('prison-inmate', { ...inmate, 刑满日期: '无期' }).event.data).toMatchObject({ to: null })
  expect(mapped('prison-inmate', { ...inmate, 入监日期: '2026-11-01' })).toMatchObject({ reason: 'future-date' })
})

test.each([
  ['低保', 'dibao'],
  ['城市最低生活保障', 'dibao'],
  ['单人保（低保）', 'dibao_single'],
  ['低保边缘', 'edge'],
  ['分散特困供养', 'tekun'],
  ['支出型困难家庭', 'rigid'],
  ['事实无人抚养儿童', 'unattended-child'],
  ['其他困难', 'other'],
])('the roll kind %s is %s', (kind, programme) => {
  const line = { 家庭编号: 'JZ1', 身份证号: li, 姓名: '李小明', 救助类型: kind, 状态: '在保', 户月保障金额: '1600' }
  expect(accepted('assistance-roll', line).event.data).toMatchObject({ programme, status: 'active', from: null })
})

test.each([
  ['在保', 'active'],
  ['渐退期', 'active'],
  ['停发', 'suspended'],
  ['停保', 'stopped'],
  ['已退出', 'stopped'],
  ['不予批准', 'rejected'],
])('the roll status %s is %s', (word, status) => {
  const line = { 家庭编号: 'JZ1', 身份证号: li, 姓名: '李小明', 救助类型: '低保', 状态: word, 户月保障金额: '' }
  expect(accepted('assistance-roll', line).event.data).toMatchObject({ status, householdMonthlyFen: 0 })
})

test.each([
  ['存续', 'active'],
  ['吊销，未注销', 'revoked'],
  ['吊销', 'revoked'],
  ['注销', 'closed'],
])('a business that is %s is %s', (word, status) => {
  const row = {
    证件号码: li,
    姓名: '李小明',
    统一社会信用代码: '91350200MA71698932',
    职务: '法定代表人',
    日期: '2026-08-21',
  }
  expect(accepted('business-reg', { ...row, 状态: word }).event.data).toMatchObject({ status, capitalFen: null })
})

test.each([
  ['本科一年级', 'undergraduate'],
  ['高职二年级', 'undergraduate'],
  ['硕士研究生', 'postgraduate'],
  ['高中一年级', 'senior'],
  ['职业高中二年级', 'vocational'],
  ['初中三年级', 'junior'],
  ['三年级', 'primary'],
  ['幼儿园大班', 'kindergarten'],
])('a pupil in %s is %s', (words, stage) => {
  const pupil = { 身份证号: li, 姓名: '李小明', 年级: words, 状态: '在读', 学年学费: '', 资助金额: '', 学期: '2026-09' }
  expect(accepted('enrolment', pupil).event.data).toMatchObject({ stage, yearlyFeeFen: 0 })
})

test('days up to the day of receipt are not in the future of an older snapshot', () => {
  const row = resident({ 出生日期: '2026-07-02' })
  expect(mapped('resident-register', row, { businessDay: '2026-06-30' })).toMatchObject({ reason: 'future-date' })
  expect(mapped('resident-register', row, { businessDay: '2026-06-30', today: '2026-10-31' }).kind).toBe('accepted')
})

test('a cremation list from Excel brings its days as serials', () => {
  const row = { 身份证号: li, 姓名: '李小明', 火化日期: 46248, 殡仪馆: '市殡仪馆' }
  expect(accepted('cremation', row)).toMatchObject({
    mended: false,
    event: { revision: 20260814, data: { source: 'funeral', day: '2026-08-14' } },
  })
})

test('a driver without blame is told apart from one of whom nothing is said', () => {
  const row = { 身份证号: li, 姓名: '李小明', 时间: '2026-10-25 18:40:00', 伤亡: '重伤' }
  expect(accepted('traffic-accident', { ...row, 责任: '无' }).event.data).toMatchObject({ liability: 'none' })
  expect(accepted('traffic-accident', { ...row, 责任: '' }).event.data).toMatchObject({ liability: 'unknown' })
})

test('a family that is on a roll until September is on it until the end of September', () => {
  const line = { 家庭编号: 'D1', 身份证号: li, 姓名: '某人', 救助类型: '低保', 状态: '在保' }
  const data = (more: object) => accepted('assistance-roll', { ...line, ...more }).event.data
  expect(data({ 起始日期: '2025年3月', 终止日期: '2026年9月' })).toMatchObject({ from: '2025-03-01', to: '2026-09-30' })
})
