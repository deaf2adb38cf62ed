export { type Cipher, createCipher, keyFromText, keyName, keysFromText, providers } from './cipher.ts'
export type { CryptoProvider } from './crypto-provider.ts'
export {
  type CertificateFault,
  parseDisabilityCertificate,
} from './disability-certificate.ts'
export { erasureMark, strangerTo } from './erasure-mark.ts'
export { halfWidth } from './half-width.ts'
export { checkDigit, cleanCode, parseIdNumber } from './id-number.ts'
export { internationalCrypto } from './international-crypto.ts'
export { isSealedRow } from './is-sealed-row.ts'
export { leadNumber } from './lead-number.ts'
export { maskAddress, maskIdNumber, maskName, maskPhone } from './masking.ts'
export { type Pseudonymiser, pseudonymiser } from './pseudonymiser.ts'
export { nameKey, phoneKey } from './search-keys.ts'
export { mergeVaultEntries, VaultEntry } from './vault-entry.ts'
export { fileNameWithoutIdentifiers, withoutIdentifiers } from './without-identifiers.ts'
