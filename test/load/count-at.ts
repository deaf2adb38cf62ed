/**
 * A count at a place of the command line, the first is 1; `otherwise` where nothing is written there. Anything else ends the
 * script: a benchmark of NaN seconds measures nothing and says so nowhere.
 */
export const countAt = (place: number, what: string, otherwise: number): number => {
  const written = process.argv[place + 1]
  if (written === undefined) return otherwise
  if (/^[1-9]\d*$/.test(written)) return Number(written)
  console.error(`${what} must be a whole number above 0, and not "${written}"`)
  process.exit(2)
}
