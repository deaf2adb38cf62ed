/** So few rows may be anybody's slip, however short the roll is. */
const slips = 3
const mostNameless = 0.05

/**
 * Why a delivery that came to its end is no whole roll, for people (Chinese); null where it is one. A roll that is empty,
 * or whose ID numbers a spreadsheet has ruined, would turn everybody on it into somebody without aid.
 */
export const notWhole = ({ rows, nameless }: { readonly rows: number; readonly nameless: number }): string | null => {
  if (rows === 0) return `名单是空的，${consequence}`
  if (nameless < rows && nameless <= Math.max(slips, rows * mostNameless)) return null
  return `${rows}行中有${nameless}行认不出是谁，${consequence}`
}

const consequence = '不当作整份名单：上一份继续有效，不据此认定任何人已不在名单上。请核对后重新报送整份文件'
