/** A CSV file of these records; the first one's names are the header. */
export const csv = (...records: readonly Readonly<Record<string, string | number>>[]): string => {
  const headers = Object.keys(records[0] ?? {})
  return [headers, ...records.map((record) => headers.map((header) => record[header] ?? ''))]
    .map((cells) => `${cells.join(',')}\n`)
    .join('')
}
