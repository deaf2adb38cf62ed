import type { ChangeEventType, EvidenceFact, PersonId } from '@shouwang/contracts'
import type { KnownFact } from './profile.ts'

/** What a verdict shows of a fact: who said it of whom, when, and where to find it again. */
export const evidence = (
  person: PersonId,
  type: ChangeEventType,
  { sourceKey, feed, provider, day, doubtful }: Omit<KnownFact, 'data'>,
): EvidenceFact => {
  const sure = { person, type, sourceKey, feed, provider, day }
  return doubtful ? { ...sure, doubtful } : sure
}
