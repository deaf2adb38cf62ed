import { hash } from 'node:crypto'
import { type PolicyBook, policyOn } from '@shouwang/policy'
import type { Judgement } from './flow.ts'

/** Judges by the rules that a book of policies has in force, as all of scoring does. */
export const judgementOf = (policies: PolicyBook): Judgement => ({
  policyOn: (region, day) => policyOn(policies, region, day),
  digest: (text) => hash('sha1', text, 'base64url'),
})
