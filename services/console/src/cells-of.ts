/** The cells of a sealed row; null where the bytes were no row. */
export const cellsOf = (text: string): Record<string, string> | null => {
  try {
    const cells = JSON.parse(text) as Record<string, unknown>
    return Object.fromEntries(Object.entries(cells).map(([name, value]) => [name, String(value ?? '')]))
  } catch {
    return null
  }
}
