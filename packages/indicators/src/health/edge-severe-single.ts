import type { Indicator } from '../indicator.ts'
import { singleAllowanceMissed } from './single-allowance-missed.ts'

/** 边缘户重残重病未单人保. Source: 兰州、重庆单人保 (docs/domain.md §3, S9–S11). */
export const edgeSevereSingle: Indicator = singleAllowanceMissed({
  id: 'edge-severe-single',
  name: '边缘户重残重病未单人保',
  level: 'orange',
  dimensions: { health: 50, income: 50 },
  source: '兰州、重庆单人保办法；民发〔2018〕90号',
  family: 'edge',
})
