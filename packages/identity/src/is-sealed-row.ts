/** Whether a message is a row that its department sealed: five parts in base64url, the first of them a header in JSON (RFC 7516). */
export const isSealedRow = (text: string): boolean => /^eyJ[\w-]+(?:\.[\w-]*){4}$/.test(text)
