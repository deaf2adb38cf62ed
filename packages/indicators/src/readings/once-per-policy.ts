import type { Policy } from '@shouwang/policy'

/**
 * What a policy says, read once for all households that are judged by it in turn. A policy never changes; one answer is
 * kept, and another policy puts it out.
 */
export const oncePerPolicy = <Said>(read: (policy: Policy) => Said): ((policy: Policy) => Said) => {
  let asked: Policy | undefined
  let said: Said
  return (policy) => {
    if (policy !== asked) {
      said = read(policy)
      asked = policy
    }
    return said
  }
}
