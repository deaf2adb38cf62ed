/** The cells of a row or message set aside, parts of a message as JSON; null where the bytes were no row. */
export const cellsOf = (text: string): Record<string, string> | null => {
  try {
    const cells = JSON.parse(text) as Record<string, unknown>
    return Object.fromEntries(
      Object.entries(cells).map(([name, value]) => [
        name,
        typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? ''),
      ]),
    )
  } catch {
    return null
  }
}
