import type { Dimension, Direction, Level, TaskStatus } from '@shouwang/contracts'

export const directionWords = { missed: '漏保', wrong: '错保', urgent: '急难' } as const satisfies Record<
  Direction,
  string
>

export const levelWords = {
  red: '红',
  orange: '橙',
  yellow: '黄',
  blue: '蓝',
  none: '无',
} as const satisfies Record<Level, string>

export const statusWords = {
  open: '待接单',
  accepted: '办理中',
  closed: '已办结',
  withdrawn: '已撤回',
} as const satisfies Record<TaskStatus, string>

export const dimensionWords = {
  household: '家庭人口',
  health: '健康',
  assets: '财产',
  income: '收入',
  expenditure: '支出',
} as const satisfies Record<Dimension, string>

/** The word for a code; the code itself where a newer program has one that this one does not know. */
export const wordFor = (words: Readonly<Record<string, string>>, code: string): string => words[code] ?? code
