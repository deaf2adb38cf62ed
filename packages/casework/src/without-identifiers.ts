/** A worker's words with ID and mobile numbers taken out: histories are kept and copied, and identifiers live in the vault. */
export const withoutIdentifiers = (text: string): string =>
  text
    .trim()
    .replace(/(?<![0-9])[1-9]\d{16}[0-9Xx](?![0-9])/g, '［证件号码］')
    .replace(/(?<![0-9])1[3-9]\d{9}(?![0-9])/g, '［手机号码］')
