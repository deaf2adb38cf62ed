import { livingAllowances } from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { oncePerPolicy } from './once-per-policy.ts'

/** The programmes whose holders count as people of low income and are helped as such (国办发〔2023〕39号). */
export const lowIncome = [...livingAllowances, 'edge', 'rigid'] as const

/** The numbers that `edgeLine` reads. */
export const edgeLineNumbers = ['dibao/monthly-standard', 'edge/income-multiple'] as const

/** Income per head below which a family may be 低保边缘; 分 a month. Throws where the place has not entered the standard. */
export const edgeLine = oncePerPolicy((policy: Policy): number =>
  Math.round(policy.number('dibao/monthly-standard').value * policy.number('edge/income-multiple').value),
)
