import { type Assessment, stableHash } from '@shouwang/contracts'
import { businessRegistered } from '../assets/business-registered.ts'
import { propertyMultiple } from '../assets/property-multiple.ts'
import { unsafeHousing } from '../assets/unsafe-housing.ts'
import { vehicleAcquired } from '../assets/vehicle-acquired.ts'
import { disasterLoss } from '../emergencies/disaster-loss.ts'
import { emergencyArrears } from '../emergencies/emergency-arrears.ts'
import { fireLoss } from '../emergencies/fire-loss.ts'
import { hotlineGridLead } from '../emergencies/hotline-grid-lead.ts'
import { trafficCasualty } from '../emergencies/traffic-casualty.ts'
import { chronicOutpatientBurden } from '../expenditure/chronic-outpatient-burden.ts'
import { duplicateBenefit } from '../expenditure/duplicate-benefit.ts'
import { educationBurden } from '../expenditure/education-burden.ts'
import { highMedicalSelfpay12m } from '../expenditure/high-medical-selfpay-12m.ts'
import { medicalIncomeRatio } from '../expenditure/medical-income-ratio.ts'
import { outOfScopeBurden } from '../expenditure/out-of-scope-burden.ts'
import { rigidExpenseRatio } from '../expenditure/rigid-expense-ratio.ts'
import { singleStaySelfpay } from '../expenditure/single-stay-selfpay.ts'
import { disabilitySubsidyMissed } from '../health/disability-subsidy-missed.ts'
import { disabilityWorsened } from '../health/disability-worsened.ts'
import { edgeSevereSingle } from '../health/edge-severe-single.ts'
import { newMajorDisease } from '../health/new-major-disease.ts'
import { newSevereDisability } from '../health/new-severe-disability.ts'
import { uninsuredLowIncome } from '../health/uninsured-low-income.ts'
import { breadwinnerDeath } from '../household/breadwinner-death.ts'
import { defactoUnattendedChild } from '../household/defacto-unattended-child.ts'
import { dropoutSuspect } from '../household/dropout-suspect.ts'
import { elderAllowanceMissed } from '../household/elder-allowance-missed.ts'
import { exitThenRisk } from '../household/exit-then-risk.ts'
import { householdChanged } from '../household/household-changed.ts'
import { loneElderFrail } from '../household/lone-elder-frail.ts'
import { orphanCandidate } from '../household/orphan-candidate.ts'
import { recheckOverdue } from '../household/recheck-overdue.ts'
import { recipientCustody } from '../household/recipient-custody.ts'
import { recipientDeceased } from '../household/recipient-deceased.ts'
import { rejectThenRisk } from '../household/reject-then-risk.ts'
import { breadwinnerCustody } from '../income/breadwinner-custody.ts'
import { destituteCandidate } from '../income/destitute-candidate.ts'
import { edgeIncomeBand } from '../income/edge-income-band.ts'
import { formalIncomeFound } from '../income/formal-income-found.ts'
import { incomeBelowStandard } from '../income/income-below-standard.ts'
import { incomePlunge } from '../income/income-plunge.ts'
import { longUnemployment } from '../income/long-unemployment.ts'
import { pensionStarted } from '../income/pension-started.ts'
import type { Indicator } from '../indicator.ts'

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
  emergencyArrears,
  exitThenRisk,
  fireLoss,
  formalIncomeFound,
  highMedicalSelfpay12m,
  hotlineGridLead,
  householdChanged,
  incomeBelowStandard,
  incomePlunge,
  loneElderFrail,
  longUnemployment,
  medicalIncomeRatio,
  newMajorDisease,
  newSevereDisability,
  orphanCandidate,
  outOfScopeBurden,
  pensionStarted,
  propertyMultiple,
  recheckOverdue,
  recipientCustody,
  recipientDeceased,
  rejectThenRisk,
  rigidExpenseRatio,
  singleStaySelfpay,
  trafficCasualty,
  uninsuredLowIncome,
  unsafeHousing,
  vehicleAcquired,
]

const byId = new Map(catalogue.map((indicator) => [indicator.id, indicator]))

/** Names a list of indicators by their number and a hash of their ids: another list has another name. */
export const catalogueName = (indicators: readonly Indicator[]): string =>
  `${indicators.length}-${stableHash(indicators.map(({ id }) => id).join(), 32).toString(16)}`

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
