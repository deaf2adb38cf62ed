type Row = Readonly<Record<string, string | number>>

/** One cell a row that a department gets wrong now and then, in feeds from which it means something to be absent. */
const columns: Readonly<Record<string, string>> = {
  'assistance-roll': '状态',
  'disability-subsidy': '月补贴金额',
  'elder-allowance': '发放月',
  'pension-pay': '金额',
  'social-insurance': '缴费基数',
}
const share = 0.01

/** The row, or one in a hundred times the row with a cell that nobody can read: it still says whom it is about. */
export const spoiled = (feed: string, row: Row, random: () => number): Row => {
  const column = columns[feed]
  return column !== undefined && random() < share ? { ...row, [column]: '？？' } : row
}
