import type { Indicator } from '../indicator.ts'
import { singleAllowanceMissed } from './single-allowance-missed.ts'

/**
 * 刚性支出困难户重残重病未单人保: only some cities open 单人保 to these families, so that it begins in shadow.
 * Source: 部分城市单人保范围 (docs/domain.md §1.1, S9, S10).
 */
export const rigidSevereSingle: Indicator = singleAllowanceMissed({
  id: 'rigid-severe-single',
  name: '刚性支出困难户重残重病未单人保',
  level: 'yellow',
  dimensions: { health: 50, income: 40 },
  source: '兰州、重庆单人保办法（部分城市含刚性支出困难家庭）',
  family: 'rigid',
  inUse: 'in-use/rigid-severe-single',
})
