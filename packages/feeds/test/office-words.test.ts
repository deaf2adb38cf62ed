import { expect, test } from 'vitest'
import { accepted } from './row-of.ts'

const li = '11010519491231002X'
const certificate = (op: string) => ({ 残疾人证号: `${li}42`, 办证日期: '2026-10-20', 操作: op })
const vehicle = (op: string) => ({
  身份证号: li,
  号牌号码: '闽D12345',
  车辆类型: '小型轿车',
  登记日期: '2026-09-01',
  购置价: '88000',
  业务类型: op,
})
const business = (status: string) => ({
  证件号码: li,
  统一社会信用代码: '91350200MA71698932',
  职务: '股东',
  认缴出资额: '800000',
  日期: '2026-09-01',
  状态: status,
})
const custody = (kind: string) => ({ 身份证号: li, 入监日期: '2026-02-01', 刑满日期: '2028-01-31', 类别: kind })
const loss = (words: string) => ({ 身份证号: li, 日期: '2026-10-26', 灾种: '台风洪涝', 损失金额: '8000', 情况: words })
const burnt = (words: string) => ({ 身份证号: li, 时间: '2026-10-27 03:10:00', 损失金额: '9000', 描述: words })
const home = (business: string, cause = '') => ({
  证件号: li,
  不动产单元号: 'BDC1',
  面积: '80',
  用途: '住宅',
  登记时间: '2026-09-01',
  业务类型: business,
  登记原因: cause,
})
const listed = (救助类型: string, 状态 = '在保') => ({ 家庭编号: 'JZ1', 身份证号: li, 救助类型, 状态 })
const registered = (与户主关系: string) => ({ 公民身份号码: li, 户号: '350100000001', 与户主关系 })
const graded = (grade: string) => ({ 身份证号: li, 等级: grade, 鉴定日期: '2026-09-01' })

test.each([
  ['vehicle-register', vehicle('报废注销'), { status: 'deregistered' }],
  ['vehicle-register', vehicle('过户'), { status: 'deregistered' }],
  ['vehicle-register', vehicle('转移登记'), { status: 'registered' }],
  ['disability-cert', certificate('初次评定'), { status: 'valid' }],
  ['disability-cert', certificate('冻结'), { status: 'cancelled' }],
  ['business-reg', business('在营（开业）企业'), { status: 'active' }],
  ['business-reg', business('简易注销'), { status: 'closed' }],
  ['business-reg', business('吊销（未注销）'), { status: 'revoked' }],
  ['prison-inmate', custody('暂予监外执行'), { kind: 'community-correction' }],
  ['disaster', loss('牲畜棚倒塌'), { homeLost: false }],
  ['disaster', loss('无人员转移，房屋未受损'), { relocated: false }],
  ['disaster', loss('围墙倒塌，房屋倒塌'), { homeLost: true }],
  ['fire', burnt('车辆烧毁'), { homeDamaged: false }],
  ['fire', burnt('车辆烧毁，房屋过火'), { homeDamaged: true }],
  ['fire', burnt('屋顶烧穿'), { homeDamaged: true }],
  ['real-estate', home('登记'), { kind: 'unknown', status: 'registered' }],
  ['real-estate', home('首次登记'), { kind: 'first', status: 'registered' }],
  ['real-estate', home('买卖转移登记'), { kind: 'bought', status: 'registered' }],
  ['real-estate', home('转移登记'), { kind: 'transfer', status: 'registered' }],
  ['real-estate', home('转移登记', '法定继承'), { kind: 'inherited', status: 'registered' }],
  ['real-estate', home('转移登记', '夫妻离婚析产'), { kind: 'division', status: 'registered' }],
  ['real-estate', home('转移登记', '其他'), { kind: 'transfer', status: 'registered' }],
  ['real-estate', home('首次登记', '征收安置'), { kind: 'demolition', status: 'registered' }],
  ['real-estate', home('更正登记'), { kind: 'correction', status: 'registered' }],
  ['real-estate', home('换证'), { kind: 'renumber', status: 'registered' }],
  ['real-estate', home('遗失补证'), { kind: 'renumber', status: 'registered' }],
  ['real-estate', home('赠与'), { kind: 'gift', status: 'registered' }],
  ['real-estate', home('注销登记'), { status: 'deregistered' }],
  ['assistance-roll', listed('边缘易致贫户'), { programme: 'fanpin' }],
  ['assistance-roll', listed('低保边缘户'), { programme: 'edge' }],
  ['assistance-roll', listed('特困职工'), { programme: 'other' }],
  ['assistance-roll', listed('城市三无人员'), { programme: 'tekun' }],
  ['assistance-roll', listed('低保', '死亡'), { status: 'stopped' }],
  ['assistance-roll', listed('低保', '缓退期'), { status: 'active' }],
  ['assistance-roll', listed('低保', '审批通过'), { status: 'active' }],
  ['assistance-roll', listed('低保', '审批不通过'), { status: 'rejected' }],
  ['resident-register', registered('曾祖母'), { relation: 'grandparent' }],
  ['resident-register', registered('孙媳妇'), { relation: 'grandchild' }],
  ['resident-register', registered('侄孙'), { relation: 'other' }],
  ['resident-register', registered('户主本人'), { relation: 'head' }],
  ['disaster', loss('无房屋倒塌'), { homeLost: false }],
  ['disaster', loss('未造成房屋损毁，转移安置2人'), { homeLost: false, relocated: true }],
  ['fire', burnt('房屋没有过火'), { homeDamaged: false }],
  ['fire', burnt('不慎失火，房屋烧毁'), { homeDamaged: true }],
  ['real-estate', { ...home('首次登记'), 用途: '非住宅' }, { use: 'other' }],
  ['dilapidated', graded('C级（局部危险）'), { grade: 'C' }],
])('the words that offices use for it are understood: %s %o', (feed, row, data) => {
  expect(accepted(feed, row).event.data).toMatchObject(data)
})

test('a new certificate for a home stands beside its purchase, and both name the home first', () => {
  const keys = ['买卖', '换证'].map((business) => accepted('real-estate', home(business)).event.sourcekey.split('|'))
  expect(keys[0]?.[0]).toBe(keys[1]?.[0])
  expect(keys.map(([, kind]) => kind)).toEqual(['bought', 'renumber'])
})
