import { type Assessment, stableHash } from '@shouwang/contracts'
import { businessRegistered } from '../assets/business-registered.ts'
import { financialOverLimit } from '../assets/financial-over-limit.ts'
import { propertyMultiple } from '../assets/property-multiple.ts'
import { recipientHomeContracted } from '../assets/recipient-home-contracted.ts'
import { recipientLandCompensated } from '../assets/recipient-land-compensated.ts'
import { unsafeHousing } from '../assets/unsafe-housing.ts'
import { vehicleAcquired } from '../assets/vehicle-acquired.ts'
import { crimeVictim } from '../emergencies/crime-victim.ts'
import { disasterLoss } from '../emergencies/disaster-loss.ts'
import { emergencyArrears } from '../emergencies/emergency-arrears.ts'
import { fireLoss } from '../emergencies/fire-loss.ts'
import { hotlineGridLead } from '../emergencies/hotline-grid-lead.ts'
import { trafficCasualty } from '../emergencies/traffic-casualty.ts'
import { utilitySilence } from '../emergencies/utility-silence.ts'
import { aidNotGiven } from '../expenditure/aid-not-given.ts'
import { allowanceNotPaid } from '../expenditure/allowance-not-paid.ts'
import { chronicOutpatientBurden } from '../expenditure/chronic-outpatient-burden.ts'
import { duplicateBenefit } from '../expenditure/duplicate-benefit.ts'
import { educationAidMissed } from '../expenditure/education-aid-missed.ts'
import { educationBurden } from '../expenditure/education-burden.ts'
import { heatingAidMissed } from '../expenditure/heating-aid-missed.ts'
import { highCostListed } from '../expenditure/high-cost-listed.ts'
import { highMedicalSelfpay12m } from '../expenditure/high-medical-selfpay-12m.ts'
import { medicalIncomeRatio } from '../expenditure/medical-income-ratio.ts'
import { outOfScopeBurden } from '../expenditure/out-of-scope-burden.ts'
import { paidAfterDeath } from '../expenditure/paid-after-death.ts'
import { paidAfterStop } from '../expenditure/paid-after-stop.ts'
import { paymentInterrupted } from '../expenditure/payment-interrupted.ts'
import { publicRentBurden } from '../expenditure/public-rent-burden.ts'
import { recipientOutlay } from '../expenditure/recipient-outlay.ts'
import { rigidExpenseRatio } from '../expenditure/rigid-expense-ratio.ts'
import { singleStaySelfpay } from '../expenditure/single-stay-selfpay.ts'
import { careGradeMissed } from '../health/care-grade-missed.ts'
import { disabilityCertLapsed } from '../health/disability-cert-lapsed.ts'
import { disabilitySubsidyMissed } from '../health/disability-subsidy-missed.ts'
import { disabilityWorsened } from '../health/disability-worsened.ts'
import { edgeSevereSingle } from '../health/edge-severe-single.ts'
import { insuranceRenewalDue } from '../health/insurance-renewal-due.ts'
import { newMajorDisease } from '../health/new-major-disease.ts'
import { newSevereDisability } from '../health/new-severe-disability.ts'
import { recipientWorseOff } from '../health/recipient-worse-off.ts'
import { rehabAidMissed } from '../health/rehab-aid-missed.ts'
import { rigidSevereSingle } from '../health/rigid-severe-single.ts'
import { severalDisabled } from '../health/several-disabled.ts'
import { uninsuredLowIncome } from '../health/uninsured-low-income.ts'
import { workInjuryDisabled } from '../health/work-injury-disabled.ts'
import { breadwinnerDeath } from '../household/breadwinner-death.ts'
import { childGrownUp } from '../household/child-grown-up.ts'
import { decidedNotListed } from '../household/decided-not-listed.ts'
import { defactoUnattendedChild } from '../household/defacto-unattended-child.ts'
import { dropoutSuspect } from '../household/dropout-suspect.ts'
import { elderAllowanceMissed } from '../household/elder-allowance-missed.ts'
import { exitThenRisk } from '../household/exit-then-risk.ts'
import { grandparentsRaising } from '../household/grandparents-raising.ts'
import { householdChanged } from '../household/household-changed.ts'
import { loneElderFrail } from '../household/lone-elder-frail.ts'
import { memberMissing } from '../household/member-missing.ts'
import { newbornNotListed } from '../household/newborn-not-listed.ts'
import { oldCaringDisabled } from '../household/old-caring-disabled.ts'
import { orphanCandidate } from '../household/orphan-candidate.ts'
import { recheckOverdue } from '../household/recheck-overdue.ts'
import { recipientAbroad } from '../household/recipient-abroad.ts'
import { recipientCustody } from '../household/recipient-custody.ts'
import { recipientDeceased } from '../household/recipient-deceased.ts'
import { rejectThenRisk } from '../household/reject-then-risk.ts'
import { breadwinnerCustody } from '../income/breadwinner-custody.ts'
import { childAllowanceLow } from '../income/child-allowance-low.ts'
import { combinedHardship } from '../income/combined-hardship.ts'
import { crossListHardship } from '../income/cross-list-hardship.ts'
import { destituteCandidate } from '../income/destitute-candidate.ts'
import { dibaoTopupLow } from '../income/dibao-topup-low.ts'
import { disabilitySubsidyLow } from '../income/disability-subsidy-low.ts'
import { edgeIncomeBand } from '../income/edge-income-band.ts'
import { elderAllowanceLow } from '../income/elder-allowance-low.ts'
import { employmentAidMissed } from '../income/employment-aid-missed.ts'
import { fanpinNotLinked } from '../income/fanpin-not-linked.ts'
import { formalIncomeFound } from '../income/formal-income-found.ts'
import { incomeBelowStandard } from '../income/income-below-standard.ts'
import { incomePlunge } from '../income/income-plunge.ts'
import { longUnemployment } from '../income/long-unemployment.ts'
import { noLivelihoodSeen } from '../income/no-livelihood-seen.ts'
import { pensionNotClaimed } from '../income/pension-not-claimed.ts'
import { pensionStarted } from '../income/pension-started.ts'
import { tekunAllowanceLow } from '../income/tekun-allowance-low.ts'
import type { Indicator } from '../indicator.ts'

/** Every indicator, in the order of their ids. */
export const catalogue: readonly Indicator[] = [
  aidNotGiven,
  allowanceNotPaid,
  breadwinnerCustody,
  breadwinnerDeath,
  businessRegistered,
  careGradeMissed,
  childAllowanceLow,
  childGrownUp,
  chronicOutpatientBurden,
  combinedHardship,
  crimeVictim,
  crossListHardship,
  decidedNotListed,
  defactoUnattendedChild,
  destituteCandidate,
  dibaoTopupLow,
  disabilityCertLapsed,
  disabilitySubsidyLow,
  disabilitySubsidyMissed,
  disabilityWorsened,
  disasterLoss,
  dropoutSuspect,
  duplicateBenefit,
  edgeIncomeBand,
  edgeSevereSingle,
  educationAidMissed,
  educationBurden,
  elderAllowanceLow,
  elderAllowanceMissed,
  emergencyArrears,
  employmentAidMissed,
  exitThenRisk,
  fanpinNotLinked,
  financialOverLimit,
  fireLoss,
  formalIncomeFound,
  grandparentsRaising,
  heatingAidMissed,
  highCostListed,
  highMedicalSelfpay12m,
  hotlineGridLead,
  householdChanged,
  incomeBelowStandard,
  incomePlunge,
  insuranceRenewalDue,
  loneElderFrail,
  longUnemployment,
  medicalIncomeRatio,
  memberMissing,
  newMajorDisease,
  newSevereDisability,
  newbornNotListed,
  noLivelihoodSeen,
  oldCaringDisabled,
  orphanCandidate,
  outOfScopeBurden,
  paidAfterDeath,
  paidAfterStop,
  paymentInterrupted,
  pensionNotClaimed,
  pensionStarted,
  propertyMultiple,
  publicRentBurden,
  recheckOverdue,
  recipientAbroad,
  recipientCustody,
  recipientDeceased,
  recipientHomeContracted,
  recipientLandCompensated,
  recipientOutlay,
  recipientWorseOff,
  rehabAidMissed,
  rejectThenRisk,
  rigidExpenseRatio,
  rigidSevereSingle,
  severalDisabled,
  singleStaySelfpay,
  tekunAllowanceLow,
  trafficCasualty,
  uninsuredLowIncome,
  unsafeHousing,
  utilitySilence,
  vehicleAcquired,
  workInjuryDisabled,
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
export const clearOf = (
  assessment: Pick<Assessment, 'catalogue' | 'fires' | 'unknown' | 'shadow'>,
): readonly string[] => {
  if (assessment.catalogue !== name) return []
  const { fires, unknown, shadow = [] } = assessment
  const others = new Set([...fires, ...unknown, ...shadow].map(({ indicator }) => indicator))
  return catalogue.map(({ id }) => id).filter((id) => !others.has(id))
}

/** The indicator with this id; undefined where there is none. */
export const indicatorOf = (id: string): Indicator | undefined => byId.get(id)
