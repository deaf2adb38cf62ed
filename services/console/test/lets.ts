import type { AskerRole } from '@shouwang/console-api'
import { may } from '../src/sign-in/access.ts'
import { OPERATIONS, type Operation } from '../src/sign-in/operations.ts'

/** Every operation of the API. */
export const operations = Object.keys(OPERATIONS) as Operation[]

/** Whether an operation lets this role in, before regions count. */
export const lets = (operation: Operation, role: AskerRole): boolean => {
  const [door] = OPERATIONS[operation]
  return door === 'anyone' || door === 'signed-in' || may(role, door)
}
