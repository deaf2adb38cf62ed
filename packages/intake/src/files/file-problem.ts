const problems = {
  empty: ['文件是空的', 'the file is empty', '请重新导出后再提交', 'export it again'],
  'not-a-table': [
    '不是可读取的表格',
    'this is not a table we can read',
    '请另存为 CSV（逗号、制表符或分号分隔）、NDJSON 或 XLSX',
    'save it as CSV (comma, tab or semicolon), NDJSON or XLSX',
  ],
  'unknown-encoding': [
    '无法识别文字编码',
    'its text encoding is not known',
    '请用 UTF-8 或 GB18030 编码另存',
    'save it in UTF-8 or GB18030',
  ],
  'header-missing': [
    '没有找到表头',
    'it has no header line',
    '请在第一行数据之前加上各列的名称',
    'put a line with the column names above the first record',
  ],
  'header-repeated': [
    '表头有重复的列名',
    'its header names a column twice',
    '请改成各不相同的列名',
    'give every column its own name',
  ],
  encrypted: ['文件已加密', 'it is encrypted', '请去掉打开密码后重新保存', 'remove the password and save it again'],
  'old-excel': [
    '是旧版 Excel（.xls）文件，或带打开密码的工作簿',
    'it is an old Excel (.xls) file or a workbook with a password',
    '请去掉密码并另存为 XLSX 或 CSV',
    'remove the password and save it as XLSX or CSV',
  ],
  'not-json': [
    '不是有效的 JSON',
    'it is no valid JSON',
    '请核对引号、逗号和括号；每条记录应是 {"列名": 值, …}，多条记录用数组或每行一条（NDJSON）',
    'check quotes, commas and brackets; records are objects, in an array or one a line (NDJSON)',
  ],
  'web-page': [
    '不是可读取的表格，是网页格式（扩展名可能写作 .xls）',
    'it is a web page and no Excel workbook, whatever its name says',
    '请用 Excel 或 WPS 打开后另存为 XLSX 或 CSV',
    'open it in Excel or WPS and save it as XLSX or CSV',
  ],
  'open-document': [
    '是 OpenDocument 表格（.ods）',
    'it is an OpenDocument spreadsheet (.ods)',
    '请用 WPS 或 LibreOffice 打开后另存为 XLSX 或 CSV',
    'open it in WPS or LibreOffice and save it as XLSX or CSV',
  ],
  rounded: [
    '中的身份证号末三位都是 000，是表格软件把长号码取整的结果',
    'its ID numbers end in 000, as a spreadsheet rounds long numbers',
    '请在原表中把证件号码列设为“文本”格式，重新填入完整号码后导出',
    'format the column of ID numbers as text, fill the whole numbers in again and export it',
  ],
  'noughts-lost': [
    '有的代码前面的零丢了（01 成了 1），一位码和两位码意思不同',
    'some of its codes have lost their noughts (01 became 1), and codes of one digit mean other things than those of two',
    '请把该列设为“文本”格式，重新填入两位代码或文字（本人、配偶、子……）后导出',
    'format the column as text, fill in the codes of two digits or the words, and export it again',
  ],
  'unit-below': [
    '表下注明了金额单位，而列名里没有，各行已按元读',
    'a line under the table names the unit of its amounts, and its columns do not',
    '请把单位写进列名（如 损失金额（万元））或表头之上后重新报送',
    'write the unit into the column name, or above the header, and send it again',
  ],
  'day-missing': [
    '是全量名册，文件名里没有日期，不知道是哪一天的状态',
    'it is a whole roll and its name holds no day, so nobody knows the day that it is true of',
    '请在文件名中写上日期（如 救助名册_20261031.csv），或用 --snapshot-day 指明（HTTP 为 snapshotDay）',
    'put the day into its name (roll_20261031.csv), or give it with --snapshot-day (snapshotDay over HTTP)',
  ],
  'too-large': [
    '展开后超出上限，疑似压缩炸弹',
    'it unpacks to more than is allowed, as a zip bomb does',
    '请改用 CSV 或拆成几个文件提交',
    'send it as CSV or in several files',
  ],
  'too-many-rows': [
    '的记录太多',
    'it has more records than are taken at once',
    '请分批发送，或作为文件交付，每行一个对象（NDJSON）或用 CSV（文件不限行数，边收边存）',
    'send it in parts, or as a file with one object per line (NDJSON) or as CSV: files may have any number of records',
  ],
  damaged: ['文件已损坏', 'the file is damaged', '请重新导出后再提交', 'export it again'],
} as const

export type FileProblemCode = keyof typeof problems

/** Why a file as a whole can't be read: the message names the file, what is wrong and what would do, in both languages. */
export class FileProblem extends Error {
  override readonly name = 'FileProblem'
  readonly code: FileProblemCode
  readonly fileName: string
  readonly zh: string
  readonly en: string

  /** `detail` adds what was seen, e.g. the repeated column. */
  constructor(code: FileProblemCode, fileName: string, detail?: string, cause?: unknown) {
    const [wrongZh, wrongEn, doZh, doEn] = problems[code]
    const zh = `“${fileName}”${wrongZh}${detail === undefined ? '' : `（${detail}）`}：${doZh}。`
    const en = `"${fileName}": ${wrongEn}${detail === undefined ? '' : ` (${detail})`}; ${doEn}.`
    super(`${zh} ${en}`, cause === undefined ? undefined : { cause })
    this.code = code
    this.fileName = fileName
    this.zh = zh
    this.en = en
  }
}
