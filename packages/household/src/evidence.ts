import type { ChangeEventData, ChangeEventType, Day, EvidenceFact, PersonId } from '@shouwang/contracts'
import type { KnownFact } from './profile.ts'

/** What a verdict shows of a fact: who said it of whom, when, when it happened, and where to find it again. */
export const evidence = (
  person: PersonId,
  type: ChangeEventType,
  { sourceKey, feed, provider, day, doubtful, data }: Omit<KnownFact, 'data'> & { readonly data?: KnownFact['data'] },
): EvidenceFact => {
  const on = data === undefined ? undefined : happenedOn(type, data)
  return {
    ...{ person, type, sourceKey, feed, provider, day },
    ...(on === undefined || on === day ? {} : { on }),
    ...(doubtful ? { doubtful } : {}),
  }
}

/** Where statements of what happened on a day, as opposed to what goes on, say on which: it may have been told a year later. */
const happened: { readonly [T in ChangeEventType]?: keyof ChangeEventData[T] } = {
  BirthCertified: 'bornOn',
  CrimeVictimReported: 'day',
  CustodyStarted: 'from',
  DeathReported: 'day',
  DisabilityCertified: 'certifiedOn',
  DisasterSuffered: 'day',
  DiseaseRecognised: 'from',
  FireReported: 'day',
  HelpRequested: 'day',
  HospitalAdmitted: 'admittedOn',
  MedicalSettled: 'settledOn',
  MissingReported: 'reportedOn',
  SelfCareGraded: 'assessedOn',
  ShelterGiven: 'from',
  TrafficCasualtyReported: 'day',
  UnemploymentRegistered: 'registeredOn',
  WorkInjuryGraded: 'day',
}

const happenedOn = (type: ChangeEventType, data: KnownFact['data']): Day | undefined => {
  const field = happened[type]
  return field === undefined ? undefined : (data as unknown as Readonly<Record<string, Day>>)[field]
}
