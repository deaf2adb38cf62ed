import { livingAllowances } from '@shouwang/household'

/** The programmes whose holders count as people of low income and are helped as such (国办发〔2023〕39号). */
export const lowIncome = [...livingAllowances, 'edge', 'rigid'] as const
