/** A row as a department sends it. */
export type Row = Readonly<Record<string, string | number>>

/** A fire at the home of a household, by the register's row of its head: it opens a task where there was none. */
export const fireAt = (head: Row): Row => ({
  地址: head.住址 ?? '',
  区划代码: head.区划代码 ?? '',
  身份证号: head.公民身份号码 ?? '',
  姓名: head.姓名 ?? '',
  时间: '2026-10-30 03:20:00',
  损失金额: 80_000,
  描述: '房屋烧毁',
})
