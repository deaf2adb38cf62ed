import { listPurposeWords } from '@shouwang/casework'
import { ListPurpose, type RegistryField } from '@shouwang/contracts'
import type { Person } from '../sign-in/access.ts'

/** The machine's own token asks on behalf of nobody: it sees what the machine sees, and says for what. */
const EVERY_FIELD: readonly RegistryField[] = ['identifiers', 'hardship', 'programmes', 'traits']

/** What of a household this asker is told. */
export const fieldsOf = ({ partner }: Person): readonly RegistryField[] => partner?.agreement.fields ?? EVERY_FIELD

/** For what somebody asks, or why that is no reason. */
type Purpose = { readonly ok: true; readonly purpose: ListPurpose } | { readonly ok: false; readonly fault: string }

/** A partner asks for what was agreed with it, and says nothing else; who has no agreement says it in each request. */
export const purposeOf = (
  { partner }: Person,
  grounds: { readonly purpose?: { readonly code?: string | undefined } | undefined } | undefined,
): Purpose => {
  const code = grounds?.purpose?.code
  const stated = ListPurpose.safeParse(code)
  const agreed = partner?.agreement.purpose
  if (agreed === undefined)
    return stated.success
      ? { ok: true, purpose: stated.data }
      : { ok: false, fault: `authorize.purpose.code is one of ${ListPurpose.options.join(', ')}` }
  return code === undefined || code === agreed
    ? { ok: true, purpose: agreed }
    : { ok: false, fault: `authorize.purpose.code is ${agreed}, which this key was agreed for` }
}

/** Purposes in words, as the audit has them. */
export const purposeText = (purposes: readonly ListPurpose[]): string =>
  [...new Set(purposes)].map((purpose) => listPurposeWords[purpose].zh).join('、')
