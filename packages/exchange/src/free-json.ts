/** A part of a message that the standard leaves to each country, or that another system may have written in its own way. */
export type Free = Readonly<Record<string, unknown>>

/** True for an object of JSON. */
export const isFree = (value: unknown): value is Free =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The object under a name; empty where there is none. */
export const partOf = (value: unknown, name: string): Free => {
  const part = isFree(value) ? value[name] : undefined
  return isFree(part) ? part : {}
}

/** A text that says something, at most 200 characters of it. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 200) : undefined
