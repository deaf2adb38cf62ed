import type { Day } from '@shouwang/contracts'
import { type Facts, type KnownFact, netSettlements } from '@shouwang/household'

/** The settlements for a disease of the list (codes match by their beginning) up to `day`, refunds netted, oldest first. */
export const majorSettlements = (
  facts: Facts,
  codes: readonly string[],
  day: Day,
): readonly KnownFact<'MedicalSettled'>[] => {
  if (!facts.MedicalSettled?.some(({ data }) => isMajor(data.diseaseCode, codes))) return none
  return netSettlements(facts)
    .filter(({ data }) => data.settledOn <= day && isMajor(data.diseaseCode, codes))
    .sort((a, b) => (a.data.settledOn < b.data.settledOn ? -1 : 1))
}

const none: readonly KnownFact<'MedicalSettled'>[] = []

const isMajor = (code: string | null, codes: readonly string[]): boolean => {
  if (code === null) return false
  for (const listed of codes) if (code.startsWith(listed)) return true
  return false
}

/** The certificates of lasting treatment (门诊慢特病) for a disease of the list that hold on `day`, oldest first. */
export const majorCertificates = (
  facts: Facts,
  codes: readonly string[],
  day: Day,
): readonly KnownFact<'DiseaseRecognised'>[] =>
  (facts.DiseaseRecognised ?? [])
    .filter(({ data }) => data.from <= day && (data.to === null || data.to >= day) && isMajor(data.diseaseCode, codes))
    .sort((a, b) => (a.data.from < b.data.from ? -1 : 1))
