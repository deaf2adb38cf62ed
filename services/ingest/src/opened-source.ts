import type { Received, Source } from '@shouwang/flow'
import { isSealedRow } from '@shouwang/identity'
import type { RowKeys } from '@shouwang/identity/sealed-row'

/**
 * A source whose messages say what departments sealed themselves. What none of our keys opens stays as it came, and is set aside
 * where rows are read.
 */
export const openedSource = (from: Source, { open }: Pick<RowKeys, 'open'>): Source => {
  const opened = async (message: Received): Promise<Received> => {
    if (!isSealedRow(message.value)) return message
    const row = await open(message.value)
    return row === undefined ? message : { ...message, value: row }
  }
  return { ...from, read: async (options) => Promise.all((await from.read(options)).map(opened)) }
}
