/** A description of the API whose patterns are patterns: what writes it leaves the flag of an expression behind (`…$/u`). */
export const withPlainPatterns = <Described>(described: Described): Described =>
  JSON.parse(JSON.stringify(described), (key, value) =>
    key === 'pattern' && typeof value === 'string' ? value.replace(/\/[a-z]+$/, '') : value,
  )
