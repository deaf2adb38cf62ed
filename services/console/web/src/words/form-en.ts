import type { formZh } from './form-zh.ts'

/** Words of the form of a visit, in English. */
export const formEn: { readonly [Key in keyof typeof formZh]: string } = {
  formOpen: 'Fill in the form of the visit',
  formPrintBlank: 'Print it blank',
  formPrintFilled: 'Print it as filled in on {{day}}',
  formYes: 'Yes',
  formNo: 'No',
  formOtherwise: 'The family says otherwise',
  formRowMore: 'Add a person',
  formRowGone: 'Remove this person',
  formSigning: 'Signatures',
  formVisitor: 'Visitor {{no}}',
  formLetter: 'The family signs the letter for the means check',
  formLetterWords:
    'Civil affairs may ask for deposits, securities, insurance, housing fund and payment accounts of the family, for social assistance alone, for {{days}} days.',
  formSignature: 'Signature of the family',
  formSignAgain: 'Sign again',
  formUnsigned: 'Why it was not signed',
  formMissing: '{{count}} missing:',
  formSave: 'Save the form',
  formSaid: '{{name}}',
}
