import { reasonAdvice, reasonWords } from '@shouwang/feeds'
import type { QuarantineRow } from '@shouwang/postgres'
import type { WorkbookSheet } from '../api/workbook.ts'
import type { FeedCard } from '../backend/cards.ts'

/** A workbook that a department fills in: the headings, and what each column may contain. */
export const templateSheets = ({ name, fields }: FeedCard): readonly WorkbookSheet[] => [
  { name, columns: fields.map((field) => [field.name, Math.max(12, field.name.length * 3)] as const), rows: [] },
  {
    name: '填写说明',
    columns: [
      ['列', 20],
      ['必填', 8],
      ['也可写作', 30],
      ['可填写的值（同义的写在一起）', 60],
    ],
    rows: fields.map(({ name: field, required, aliases, codes }) => [
      field,
      required ? '是' : '',
      aliases.join('、'),
      codes.map((words) => words.join(' / ')).join('；'),
    ]),
  },
]

/** What a department has to mend: which row of its file, which column, what is wrong and what would do; the row is masked. */
export const refusedSheets = (
  rows: readonly { readonly row: QuarantineRow; readonly shown: Readonly<Record<string, string>> | null }[],
): readonly WorkbookSheet[] => {
  const columns = [...new Set(rows.flatMap(({ shown }) => Object.keys(shown ?? {})))]
  return [
    {
      name: '需要更正的行',
      columns: [
        ['行号', 8],
        ['列', 16],
        ['问题', 28],
        ['怎么改', 40],
        ...columns.map((column) => [`${column}（脱敏）`, 18] as const),
      ],
      rows: rows.map(({ row, shown }) => [
        row.rowNo,
        row.field,
        reasonWords(row.reason),
        reasonAdvice(row.reason),
        ...columns.map((column) => shown?.[column] ?? null),
      ]),
    },
  ]
}
