import { randomBytes } from 'node:crypto'
import { recordsTopic, topics } from '@shouwang/contracts'

/** A pseudonym of nobody: drawn, so that it leads to nobody. */
export const newAlias = (): string => `p_${randomBytes(12).toString('hex')}`

/** Every topic of an installation with these feeds. */
export const retainedTopics = (feeds: readonly { readonly id: string }[]): readonly string[] => [
  ...feeds.map(({ id }) => recordsTopic(id)),
  ...Object.values(topics),
]
