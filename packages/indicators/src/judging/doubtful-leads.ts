import type { FiringVerdict, Level } from '@shouwang/contracts'

/**
 * The leads that hang on rows whose name does not fit the ID number: `all` fire with these rows, `sure` without. They
 * stay leads to look into, never grave: somebody has to find out first whom the row is about.
 */
export const doubtfulLeads = (
  sure: readonly FiringVerdict[],
  all: readonly FiringVerdict[],
): readonly FiringVerdict[] => {
  const known = new Set(sure.map(({ indicator }) => indicator))
  return all.filter(({ indicator }) => !known.has(indicator)).map(weakened)
}

const weakened = (verdict: FiringVerdict): FiringVerdict => ({
  ...verdict,
  level: atMost[verdict.level],
  confidence: Math.min(verdict.confidence, mostConfidence),
  dimensions: {},
  reason: `${verdict.reason}（数据中的姓名与身份证号不符，先核实身份）`,
  advice: [
    '数据中的姓名与户籍、名册登记的不一致，可能是别人的记录：先核实身份，核实之前不得据此停发、减发',
    ...verdict.advice,
  ],
})

/** Below the level that the same lead has when its rows are sure. */
const atMost = {
  none: 'none',
  blue: 'blue',
  yellow: 'blue',
  orange: 'yellow',
  red: 'yellow',
} as const satisfies Record<Level, Level>

const mostConfidence = 0.3
