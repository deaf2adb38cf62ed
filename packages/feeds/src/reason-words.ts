import type { RejectReason } from '@shouwang/contracts'

/** Why a row is set aside, and what to do about it: plain Chinese, for the person who mends it. */
const words = {
  'missing-value': ['必填项为空', '补上该列的值后重新提交；补不上的退回报送部门。'],
  'missing-column': ['缺少必需的列', '核对文件版式是否变更；确认后请部门按原版式重报。'],
  'bad-id-number': ['身份证号有误', '核对号码位数和校验码，改正后重新提交。'],
  'bad-date': ['日期有误', '改为 2026-10-31 这样的日期后重新提交。'],
  'future-date': ['日期晚于业务日', '核对年份；确为未来日期的待到期后再报。'],
  'bad-month': ['月份有误', '改为 2026-10 这样的月份后重新提交。'],
  'bad-amount': ['金额有误', '改为以元为单位的数字后重新提交。'],
  'bad-number': ['数字有误', '改为不带单位的数字后重新提交。'],
  'rounded-number': [
    '号码被取整',
    '表格软件把长号码当成数字，末几位已丢失；请在原表中把该列设为文本，填回完整号码后重新提交。',
  ],
  'bad-region': ['区划代码有误', '改为 12 位统计用区划代码后重新提交。'],
  'other-region': [
    '不是报送方的辖区',
    '这一行属于别的区划，请由那里的部门报送；确应由这里报送的，由市级数据管理员重新提交。',
  ],
  'bad-certificate': ['证件号码有误', '核对证件号（残疾人证为身份证号加类别和等级）后重新提交。'],
  'unknown-code': ['代码不在码表中', '核对部门码表；新代码须先登记到接口声明。'],
  'bad-row': ['整行无法识别', '核对分隔符和引号；按列改写后重新提交。'],
  'row-too-long': ['行过长', '多半是引号未闭合；拆分后重报。'],
  'bad-encoding': ['编码有误', '请部门以 UTF-8 或 GB18030 重新导出。'],
  'not-opened': [
    '封装的行打不开',
    '请部门核对封装所用的公钥（pnpm shouwang keys sealing）；旧密钥补回后，原样重新提交即可。',
  ],
  crashed: ['处理程序出错', '已通知工程人员；修复后原样重新提交即可。'],
} as const satisfies Record<RejectReason, readonly [words: string, advice: string]>

const known: Readonly<Record<string, readonly [words: string, advice: string]>> = words

/** A reason code in words; the code itself where it is a new one. */
export const reasonWords = (reason: string): string => known[reason]?.[0] ?? reason

/** What to do about a row with this reason; to ask its department where the code is a new one. */
export const reasonAdvice = (reason: string): string => known[reason]?.[1] ?? '请联系报送部门核对后重报。'
