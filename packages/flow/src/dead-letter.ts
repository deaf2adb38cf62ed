const longestText = 200

/**
 * The text fields of a message that crashed a step: of its JSON, or where it is none, as they first stand in its text. Any of
 * them may be what is wrong, so a field that is no text, is longer than 200 characters, or has a zero character (the store can
 * neither index the one nor hold the other) is undefined.
 */
export const textFields = (message: string): ((field: string) => string | undefined) => {
  const parsed = parse(message)
  return (field) => {
    const value = parsed === undefined ? writtenIn(message, field) : fieldOf(parsed.json, field)
    return typeof value === 'string' && value.length <= longestText && !value.includes('\0') ? value : undefined
  }
}

const parse = (message: string): { readonly json: unknown } | undefined => {
  try {
    return { json: JSON.parse(message) }
  } catch {
    return undefined
  }
}

const fieldOf = (json: unknown, field: string): unknown =>
  typeof json === 'object' && json !== null && Object.hasOwn(json, field) ? Reflect.get(json, field) : undefined

const writtenIn = (message: string, field: string): string | undefined => {
  const name = `"${field}":"`
  const start = message.indexOf(name)
  if (start === -1) return undefined
  const from = start + name.length
  const end = message.indexOf('"', from)
  return end === -1 ? undefined : message.slice(from, end)
}
