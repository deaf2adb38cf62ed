import type { Assessment } from '@shouwang/contracts'
import { breadwinnerCustody } from './breadwinner-custody.ts'
import { breadwinnerDeath } from './breadwinner-death.ts'
import { businessRegistered } from './business-registered.ts'
import { chronicOutpatientBurden } from './chronic-outpatient-burden.ts'
import { defactoUnattendedChild } from './defacto-unattended-child.ts'
import { destituteCandidate } from './destitute-candidate.ts'
import { disabilitySubsidyMissed } from './disability-subsidy-missed.ts'
import { disabilityWorsened } from './disability-worsened.ts'
import { disasterLoss } from './disaster-loss.ts'
import { dropoutSuspect } from './dropout-suspect.ts'
import { duplicateBenefit } from './duplicate-benefit.ts'
import { edgeIncomeBand } from './edge-income-band.ts'
import { edgeSevereSingle } from './edge-severe-single.ts'
import { educationBurden } from './education-burden.ts'
import { elderAllowanceMissed } from './elder-allowance-missed.ts'
import { exitThenRisk } from './exit-then-risk.ts'
import { fireLoss } from './fire-loss.ts'
import { formalIncomeFound } from './formal-income-found.ts'
import { highMedicalSelfpay12m } from './high-medical-selfpay-12m.ts'
import { hotlineGridLead } from './hotline-grid-lead.ts'
import { householdChanged } from './household-changed.ts'
import { incomeBelowStandard } from './income-below-standard.ts'
import { incomePlunge } from './income-plunge.ts'
import type { Indicator } from './indicator.ts'
import { longUnemployment } from './long-unemployment.ts'
import { medicalIncomeRatio } from './medical-income-ratio.ts'
import { newMajorDisease } from './new-major-disease.ts'
import { newSevereDisability } from './new-severe-disability.ts'
import { orphanCandidate } from './orphan-candidate.ts'
import { pensionStarted } from './pension-started.ts'
import { propertyMultiple } from './property-multiple.ts'
import { recipientCustody } from './recipient-custody.ts'
import { recipientDeceased } from './recipient-deceased.ts'
import { rejectThenRisk } from './reject-then-risk.ts'
import { rigidExpenseRatio } from './rigid-expense-ratio.ts'
import { singleStaySelfpay } from './single-stay-selfpay.ts'
import { trafficCasualty } from './traffic-casualty.ts'
import { unsafeHousing } from './unsafe-housing.ts'
import { vehicleAcquired } from './vehicle-acquired.ts'

/** Every indicator, in the order of their ids. */
export const catalogue: readonly Indicator[] = [
  breadwinnerCustody,
  breadwinnerDeath,
  businessRegistered,
  chronicOutpatientBurden,
  defactoUnattendedChild,
  destituteCandidate,
  disabilitySubsidyMissed,
  disabilityWorsened,
  disasterLoss,
  dropoutSuspect,
  duplicateBenefit,
  edgeIncomeBand,
  edgeSevereSingle,
  educationBurden,
  elderAllowanceMissed,
  exitThenRisk,
  fireLoss,
  formalIncomeFound,
  highMedicalSelfpay12m,
  hotlineGridLead,
  householdChanged,
  incomeBelowStandard,
  incomePlunge,
  longUnemployment,
  medicalIncomeRatio,
  newMajorDisease,
  newSevereDisability,
  orphanCandidate,
  pensionStarted,
  propertyMultiple,
  recipientCustody,
  recipientDeceased,
  rejectThenRisk,
  rigidExpenseRatio,
  singleStaySelfpay,
  trafficCasualty,
  unsafeHousing,
  vehicleAcquired,
]

const byId = new Map(catalogue.map((indicator) => [indicator.id, indicator]))

/** Names a list of indicators by their number and the FNV-1a hash of their ids: another list has another name. */
export const catalogueName = (indicators: readonly Indicator[]): string => {
  let hash = 0x811c9dc5
  for (const character of indicators.map(({ id }) => id).join())
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193)
  return `${indicators.length}-${(hash >>> 0).toString(16)}`
}

const name = catalogueName(catalogue)

/**
 * The indicators that an assessment found clear: it names only what fires and what is unknown. None are known of an
 * assessment by another catalogue, until the household is judged again.
 */
export const clearOf = (assessment: Pick<Assessment, 'catalogue' | 'fires' | 'unknown'>): readonly string[] => {
  if (assessment.catalogue !== name) return []
  const others = new Set([...assessment.fires, ...assessment.unknown].map(({ indicator }) => indicator))
  return catalogue.map(({ id }) => id).filter((id) => !others.has(id))
}

/** The indicator with this id; undefined where there is none. */
export const indicatorOf = (id: string): Indicator | undefined => byId.get(id)
