import { FileProblem, readCsv } from '@shouwang/intake'
import { refuse } from './problem.ts'

type Row = Record<string, unknown>

/** The records of a request body: a JSON object or array, NDJSON or CSV. Ends the request with a problem otherwise. */
export const rowsOf = async (body: ArrayBuffer, contentType: string): Promise<Row[]> => {
  const text = decode(body, contentType)
  if (/csv/.test(contentType)) return csvRows(text)
  if (/ndjson|jsonl|json-seq/.test(contentType)) return ndjsonRows(text)
  return jsonRows(text)
}

const decode = (body: ArrayBuffer, contentType: string): string => {
  const charset = /charset=["']?([\w-]+)/i.exec(contentType)?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(charset, { fatal: true }).decode(body)
  } catch (cause) {
    if (cause instanceof RangeError) return refuse('bad-request', `不认识编码“${charset}”。请使用 utf-8 或 gb18030。`)
    return refuse('bad-request', `请求体不是有效的 ${charset} 文本。请核对编码，或在 Content-Type 中写明 charset。`)
  }
}

const jsonRows = (text: string): Row[] => {
  const parsed = parseJson(text, '请求体')
  return (Array.isArray(parsed) ? parsed : [parsed]).map((row, index) => objectOf(row, `第 ${index + 1} 条记录`))
}

const ndjsonRows = (text: string): Row[] =>
  text.split('\n').flatMap((line, index) => {
    const where = `第 ${index + 1} 行`
    return line.trim() === '' ? [] : [objectOf(parseJson(line, where), where)]
  })

const csvRows = async (text: string): Promise<Row[]> => {
  try {
    const rows = await readCsv(Buffer.from(text))
    return rows.map((row) =>
      'cells' in row
        ? row.cells
        : refuse('bad-request', `CSV 无法解析：第 ${row.rowNo} 条记录的列数或引号不对。请核对后重发。`),
    )
  } catch (cause) {
    if (!(cause instanceof FileProblem)) throw cause
    return refuse('bad-request', `CSV 无法解析：${cause.zh}`)
  }
}

const parseJson = (text: string, where: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return refuse(
      'bad-request',
      `${where}不是有效的 JSON。请核对引号、逗号和括号；多条记录用数组或每行一条（NDJSON）。`,
    )
  }
}

const objectOf = (value: unknown, where: string): Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Row)
    : refuse('bad-request', `${where}不是对象。每条记录应是 {"列名": 值, …}。`)
