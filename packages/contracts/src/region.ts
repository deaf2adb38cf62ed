import { z } from 'zod'

/** A 12-digit statistical region code (统计用区划代码): 6 county, 3 township, 3 village; higher levels end in zeros. */
export const RegionCode = z.string().regex(/^\d{12}$/)
export type RegionCode = z.infer<typeof RegionCode>

/** The significant leading digits of a region code: 2 province, 4 city, 6 county, 9 township, 12 village. */
export const regionPrefix = (code: RegionCode): string => {
  for (const length of [2, 4, 6, 9]) if (/^0*$/.test(code.slice(length))) return code.slice(0, length)
  return code
}

/** True when `code` lies in `area` or is `area` itself. */
export const isWithin = (code: RegionCode, area: RegionCode): boolean => code.startsWith(regionPrefix(area))
