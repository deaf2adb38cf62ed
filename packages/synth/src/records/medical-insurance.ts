import { type Family, send } from '../family.ts'

/** Everybody who lives here stands in the insurer's list: insured through work, as a resident, or no longer. */
export const areInsured = (family: Family): void => {
  const { span, insurance } = family
  const thisMonth = span.months.at(-1) ?? ''
  const year = span.to.slice(0, 4)
  for (const person of family.people) {
    if (person.home === undefined) continue
    const how = insurance.get(person)
    const isEmployee = how === 'employee'
    send(family, 'standing', 'insured-status', {
      psn_cert_no: person.idNumber,
      psn_name: person.name,
      insutype: isEmployee ? '310' : '390',
      psn_insu_stas: how === 'lapsed' ? '2' : how === 'ended' ? '4' : '1',
      clct_thru: isEmployee ? thisMonth : how === undefined ? `${year}-12` : `${Number(year) - 1}-12`,
    })
  }
}
