/**
 * A description of the API in which every whole number has the bounds that the program holds it to: what writes the
 * description leaves out those that every whole number has.
 */
export const withIntegerBounds = <Described>(described: Described): Described =>
  JSON.parse(JSON.stringify(described), (_, value) =>
    value?.type === 'integer'
      ? { minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER, ...value }
      : value,
  )
