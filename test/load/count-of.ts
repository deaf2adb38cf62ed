/**
 * A count as the command line has it, `otherwise` where nothing was written. Anything else ends the script: a benchmark of NaN
 * seconds measures nothing and says so nowhere.
 */
export const countOf = (what: string, written: string | undefined, otherwise?: number): number => {
  if (written === undefined && otherwise !== undefined) return otherwise
  if (written !== undefined && /^[1-9]\d*$/.test(written)) return Number(written)
  console.error(`${what} must be a whole number above 0${written === undefined ? '' : `, and not "${written}"`}`)
  process.exit(2)
}
