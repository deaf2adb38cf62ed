import { halfWidth, type VaultEntry } from '@shouwang/identity'

/** What a person is known by in rows as departments send them. */
export type Needles = {
  /** His ID number in each form that it is written in. */
  readonly numbers: readonly string[]
  readonly name: string
  readonly phones: readonly string[]
  readonly addresses: readonly string[]
}

/** What a person is known by, from what the vault has of him. */
export const needlesOf = (
  entries: readonly { readonly [Field in keyof VaultEntry]?: string | undefined }[],
): Needles => {
  const [idNumber = ''] = entries.flatMap((entry) => (entry.idNumber ? [entry.idNumber] : []))
  const [name = ''] = entries.flatMap((entry) => (entry.name ? [entry.name] : []))
  return {
    numbers: idNumber.length === 18 ? [idNumber, `${idNumber.slice(0, 6)}${idNumber.slice(8, 17)}`] : [],
    name,
    phones: entries.flatMap(({ phone }) => (phone ? [phone] : [])),
    addresses: entries.flatMap(({ address }) => (address ? [address] : [])),
  }
}

/** Whether words name this person: by his number, or by his name beside his telephone or address. */
export const names = ({ numbers, name, phones, addresses }: Needles, words: string): boolean => {
  if (numbers.some((number) => words.includes(number))) return true
  if (!numberWrittenApart.test(words) && !words.includes(name)) return false
  const plain = halfWidth(words).replace(/[\s-]/g, '').toUpperCase()
  if (numbers.some((number) => plain.includes(number))) return true
  if (name.length < 2 || !words.includes(name)) return false
  return phones.some((phone) => plain.includes(phone)) || addresses.some((address) => words.includes(address))
}

/** Full-width digits, a small x, or digits in groups: the number may stand there otherwise than the vault has it. */
const numberWrittenApart = /[０-９]|\d{14,17}x|\d{3}[\s-]+\d{3}/
