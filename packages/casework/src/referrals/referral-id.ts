/** The case that a referral belongs to, by its number; undefined for what is no number of a referral. */
export const caseOfReferral = (referralId: string): string | undefined => /^(.+)-r\d+$/.exec(referralId)?.[1]
