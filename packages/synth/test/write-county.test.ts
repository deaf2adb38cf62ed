import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countyRows, layouts, writeCounty } from '../src/index.ts'

const options = { seed: 5, people: 1200, to: '2026-10-31' }
let directory = ''
let written: Awaited<ReturnType<typeof writeCounty>>

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'county-'))
  written = await writeCounty(directory, options)
})
afterAll(() => rm(directory, { recursive: true }))

const textOf = async (file: string): Promise<string> => {
  const bytes = await readFile(join(directory, file))
  const encoding = Object.values(layouts).find((layout) => file.startsWith(layout.file))?.encoding
  return new TextDecoder(encoding === 'gb18030' ? 'gb18030' : 'utf-8', { fatal: true }).decode(bytes)
}

test('the files are named, laid out and encoded as the samples are', async () => {
  for (const [name, header] of Object.entries(sampleHeaders)) {
    const file = Object.values(written.files).find((each) => each.startsWith(name)) ?? name
    const lines = (await textOf(file)).split('\r\n')
    expect([name, lines.find((line) => line === header)]).toEqual([name, header])
  }
  expect(written.files).toMatchObject({
    'resident-register': '公安_户籍人口_20260630.csv',
    'assistance-roll': '民政_救助名册_20261031.csv',
    'med-settlement': '医保_结算明细.ndjson',
  })
})

test('settlements carry the fields of the national interface', async () => {
  const [line = ''] = (await textOf('医保_结算明细.ndjson')).split('\n')
  expect(Object.keys(JSON.parse(line)).join()).toBe(sampleSettlement)
})

test('what is written is what the county yields, and the summary counts it', async () => {
  const rows = [...countyRows(options)]
  expect(written.rows).toBe(rows.length)
  const insured = rows.filter(({ feed }) => feed === 'social-insurance').length
  expect((await textOf('人社_社保缴费.csv')).trimEnd().split('\r\n')).toHaveLength(insured + 1)
  expect(JSON.parse(await textOf('expected.json'))).toMatchObject({
    asOf: '2026-10-31',
    rejectedRows: { '残联_残疾人证.csv': 6 },
    people: written.people,
  })
})

test('what must be found is listed beside, with regions and staff', async () => {
  expect(await readdir(directory)).toEqual(expect.arrayContaining(['expected.csv', 'regions.csv', 'staff.csv']))
  expect((await textOf('expected.csv')).split('\r\n')[0]).toBe(
    'scenario,household_no,head_id,village,must_fire,must_not_fire,note',
  )
  expect((await textOf('regions.csv')).split('\r\n').slice(0, 2)).toEqual([
    '区划代码,名称,上级代码',
    '350200000000,厦门市,',
  ])
  expect((await textOf('staff.csv')).split('\r\n')[0]).toBe('工号,姓名,角色,区划代码,电话')
})

test('the same seed writes the same bytes', async () => {
  const again = await mkdtemp(join(tmpdir(), 'county-'))
  await writeCounty(again, options)
  for (const file of await readdir(directory)) {
    expect((await readFile(join(again, file))).equals(await readFile(join(directory, file)))).toBe(true)
  }
  await rm(again, { recursive: true })
})

const sampleHeaders: Readonly<Record<string, string>> = {
  '12345_求助工单': '工单号,身份证号,姓名,区划代码,来电时间,类别,内容',
  交警_交通事故: '身份证号,姓名,时间,伤亡,责任',
  交警_机动车登记: '身份证号,所有人,号牌号码,车辆类型,使用性质,登记日期,购置价,业务类型',
  人社_养老金发放: '身份证号,姓名,待遇类别,发放月,金额',
  人社_失业保险金: '身份证号,姓名,起始月,终止月,月标准',
  人社_失业登记: '身份证号,姓名,登记日期,原因',
  人社_社保缴费: '身份证号,姓名,单位名称,费款所属期,缴费基数',
  住建_危房鉴定: '身份证号,姓名,地址,等级,鉴定日期',
  公安_户籍人口: '户号,公民身份号码,姓名,与户主关系,性别,出生日期,住址,区划代码,联系电话',
  公安_户籍变动: '公民身份号码,姓名,变动类型,原户号,新户号,新区划代码,日期',
  公安_死亡注销: '公民身份号码,姓名,死亡日期,注销日期',
  卫健_死亡证明: '身份证号,姓名,死亡日期,死亡地点,操作类型',
  司法_服刑人员: '身份证号,姓名,入监日期,刑满日期,类别',
  市场监管_市场主体: '证件号码,姓名,统一社会信用代码,职务,认缴出资额,日期,状态',
  应急_灾情: '户号,身份证号,姓名,日期,灾种,损失金额,情况',
  教育_学籍学费: '身份证号,姓名,学校,年级,状态,学年学费,资助金额,学期',
  残联_残疾人证: '残疾人证号,姓名,残疾类别,残疾等级,办证日期,操作',
  民政_婚姻登记: '男方身份证,男方姓名,女方身份证,女方姓名,类型,日期',
  民政_救助名册: '家庭编号,身份证号,姓名,救助类型,状态,户月保障金额,起始日期,终止日期,最近复核日期',
  民政_未成年人父母信息: '儿童身份证号,儿童姓名,父亲身份证号,父亲姓名,母亲身份证号,母亲姓名',
  民政_残疾人两项补贴: '身份证号,姓名,补贴类型,月补贴金额,起始月',
  民政_高龄津贴: '身份证号,姓名,月津贴,发放月',
  消防_火灾: '地址,区划代码,身份证号,姓名,时间,损失金额,描述',
  自然资源_不动产登记: '证件号,权利人,不动产单元号,面积,用途,份额,登记时间,业务类型',
  税务_个人所得税申报: '身份证号,姓名,扣缴义务人,所得项目,税款所属期,收入额,申报日期',
  公积金_住房公积金缴存: '身份证号,姓名,缴存单位,缴存月份,缴存基数',
  财政_财政供养人员工资: '身份证号,姓名,预算单位,工资月份,应发工资',
  财政_一卡通补贴发放: '发放流水号,身份证号,姓名,补贴项目,补贴金额,打卡日期',
  医保_参保状态: 'psn_cert_no,psn_name,insutype,psn_insu_stas,clct_thru',
  医保_门诊慢特病认定: '身份证号,姓名,病种编码,病种名称,有效期起,有效期止',
  医保_失能等级评估: '身份证号,姓名,失能等级,评估日期',
  卫健_住院登记: '医疗机构,住院号,身份证号,姓名,入院日期,出院日期,在院状态,急危重症,欠费金额,预计费用,更新日期',
  卫健_出生医学证明: '出生医学证明编号,新生儿姓名,新生儿身份证号,出生日期,母亲姓名,母亲身份证号,父亲姓名,父亲身份证号',
  法院_家事判决: '案号,案由,当事人身份证号,当事人姓名,对方身份证号,对方姓名,每月金额,判决日期',
  殡葬_火化名单: '身份证号,姓名,火化日期,殡仪馆',
}

const sampleSettlement =
  'setl_id,psn_cert_no,psn_name,med_type,setl_time,medfee_sumamt,fulamt_ownpay_amt,overlmt_selfpay,preselfpay_amt,inscp_scp_amt,hifp_pay,hifmi_pay,hifob_pay,maf_pay,oth_pay,psn_part_amt,acct_pay,psn_cash_pay,refd_setl_flag,dise_code,dise_name,medins_name'
