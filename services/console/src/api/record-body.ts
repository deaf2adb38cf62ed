import { parse } from 'csv-parse/sync'
import { refuse } from './problem.ts'

type Row = Record<string, unknown>

/** The records of a request body: a JSON object or array, NDJSON or CSV. Ends the request with a problem otherwise. */
export const rowsOf = (body: ArrayBuffer, contentType: string): Row[] => {
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

const csvRows = (text: string): Row[] => {
  try {
    return parse(text, { columns: true, bom: true, skip_empty_lines: true, relax_column_count: false }) as Row[]
  } catch (cause) {
    return refuse(
      'bad-request',
      `CSV 无法解析：${cause instanceof Error ? cause.message : String(cause)}。请核对表头和引号。`,
    )
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
