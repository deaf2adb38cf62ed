import { cleanCode, type IdNumberFault, parseIdNumber } from './id-number.ts'

export type CertificateFault = IdNumberFault | 'too-short' | 'bad-category' | 'bad-level' | 'bad-suffix'

export type DisabilityCertificate = {
  readonly ok: true
  readonly idNumber: string
  readonly birthDate: string
  readonly sex: 'male' | 'female'
  /** 1 视力 2 听力 3 言语 4 肢体 5 智力 6 精神 7 多重. */
  readonly category: number
  /** 1, the most severe, to 4. */
  readonly level: number
  /** What stays the same over re-issues; it holds the ID number, so it never leaves the vault in clear. */
  readonly certificate20: string
  /** `B1`, `B2` … of a re-issued certificate (补办). */
  readonly reissue: string | null
  readonly mended: boolean
}

/**
 * Reads a disability certificate number (残疾人证号): ID number, category, level, and a suffix when re-issued
 * (《残疾人证管理办法》; docs/domain.md §5.2). A bad ID number inside is named before anything else.
 */
export const parseDisabilityCertificate = (
  text: string,
): DisabilityCertificate | { readonly ok: false; readonly reason: CertificateFault } => {
  const cleaned = cleanCode(text)
  const holder = parseIdNumber(cleaned.slice(0, 18))
  if (!holder.ok) return holder
  if (cleaned.length < 20) return { ok: false, reason: 'too-short' }
  const suffix = cleaned.slice(20)
  if (!/^[1-7]$/.test(cleaned.charAt(18))) return { ok: false, reason: 'bad-category' }
  if (!/^[1-4]$/.test(cleaned.charAt(19))) return { ok: false, reason: 'bad-level' }
  if (!/^([A-Z]\d{1,2})?$/.test(suffix)) return { ok: false, reason: 'bad-suffix' }
  return {
    ...holder,
    category: Number(cleaned.charAt(18)),
    level: Number(cleaned.charAt(19)),
    certificate20: cleaned.slice(0, 20),
    reissue: suffix === '' ? null : suffix,
    mended: cleaned !== text,
  }
}
