import type { ChangeEvent } from '@shouwang/contracts'
import type { AcceptedRow, MappedRow } from '@shouwang/feeds'
import { erasureMark, strangerTo } from '@shouwang/identity'

/** Whether a row is about somebody whose data were deleted by order: it is not taken, nor set aside. */
export const isOfErased = (erased: ReadonlySet<string>, { event }: MappedRow): boolean =>
  erased.size > 0 && event !== undefined && erased.has(erasureMark(event.subject))

const eachPerson = /p_[0-9a-f]{24}/g

/** A row of somebody else without what it says of those whose data were deleted: a stranger stands in their place. */
export const withoutErased = (erased: ReadonlySet<string>, row: AcceptedRow): AcceptedRow => {
  if (erased.size === 0) return row
  const { event, vault, notes } = row
  const isKept = ({ person }: { readonly person: string }): boolean => !erased.has(erasureMark(person))
  const said = JSON.stringify(event.data)
  const freed = said.replace(eachPerson, (person) => {
    const mark = erasureMark(person)
    return erased.has(mark) ? strangerTo(mark, event.subject) : person
  })
  return {
    ...row,
    ...(freed === said ? {} : { event: { ...event, data: JSON.parse(freed) } as ChangeEvent }),
    vault: vault.filter(isKept),
    ...(notes === undefined ? {} : { notes: notes.filter(isKept) }),
  }
}
