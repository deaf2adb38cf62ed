/**
 * The one seam through which this project does cryptography: `internationalCrypto` on SHA-256 and AES, `nationalCrypto` on
 * SM3 and SM4. A module of a city's own (密码机, 云密码服务) has the same four members and changes nothing else.
 */
export type CryptoProvider = {
  /** Written in front of what is sealed, so that a reader knows which algorithms made it. */
  readonly name: string
  /** Length of a key in bytes. */
  readonly keyBytes: number
  /** A keyed hash of UTF-8 text, as lower-case hex of at least 32 digits. */
  readonly keyedHash: (key: Uint8Array) => (text: string) => string
  readonly box: (key: Uint8Array) => SecretBox
}

/** Authenticated encryption under one key. `about` is bound to the content and must be the same on opening. */
export type SecretBox = {
  readonly seal: (plain: string, about: string) => Uint8Array
  /** Throws when the bytes were cut, changed, made with another key or sealed about something else. */
  readonly open: (sealed: Uint8Array, about: string) => string
}
