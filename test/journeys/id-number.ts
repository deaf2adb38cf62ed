const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checks = '10X98765432'

/** A valid ID number of a made-up person: born on `birthDate` in Siming district, the nth of that day. */
export const idNumber = (birthDate: string, nth: number): string => {
  const body = `350203${birthDate.replaceAll('-', '')}${String(nth).padStart(3, '0')}`
  const sum = weights.reduce((total, weight, at) => total + weight * Number(body[at]), 0)
  return body + checks[sum % 11]
}
