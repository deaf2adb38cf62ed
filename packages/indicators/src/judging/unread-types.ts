import type { ChangeEventType } from '@shouwang/contracts'

/**
 * Facts that are kept and shown, and that no rule reads yet: one of them changes no verdict, so nobody is judged anew for
 * it. Whoever writes a rule that reads one takes it off here; a test holds that no source in this package names them.
 */
const unreadTypes: ReadonlySet<ChangeEventType> = new Set([
  'CommercialVehicleLicensed',
  'EnforcementOrdered',
  'LegalAidGranted',
  'ShelterGiven',
  'VehicleTaxPaid',
  'VeteranListed',
])

/** Whether a fact of this type may change a verdict. */
export const mayChangeVerdicts = (type: ChangeEventType): boolean => !unreadTypes.has(type)
