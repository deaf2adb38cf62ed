import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { FileProblem } from '@shouwang/intake'
import { refuse } from './problem.ts'
import { isPacked } from './record-body.ts'

const MAX_FORM_BYTES = 64 * 1024 * 1024

/** A file on its way in. */
export type Upload = { readonly fileName: string; readonly bytes: ReadableStream<Uint8Array> }

/**
 * The file of a request: its body as it streams in, named by the query; or the `file` of a small multipart form.
 * Ends the request with a problem where there is neither.
 */
export const fileOf = async (request: Request, fileName: string | undefined): Promise<Upload> => {
  if (request.headers.get('content-type')?.startsWith('multipart/form-data') === true)
    return fileOfForm(request, fileName)
  if (request.body === null) return refuse('bad-request', '没有收到文件。请把文件内容作为请求体发送。')
  if (fileName === undefined)
    return refuse('bad-request', '缺少文件名。请在地址中加上 ?fileName=文件名，以便识别接口和业务日。')
  return {
    fileName,
    bytes: isPacked(request.headers.get('content-encoding') ?? undefined) ? unpackedStream(request.body) : request.body,
  }
}

const fileOfForm = async (request: Request, fileName: string | undefined): Promise<Upload> => {
  if (Number(request.headers.get('content-length') ?? Number.NaN) <= MAX_FORM_BYTES) {
    const form = await request
      .formData()
      .catch(() => refuse('bad-request', '表单无法解析。请用 file 字段上传一个文件。'))
    const file = form.get('file')
    if (file instanceof File) return { fileName: fileName ?? file.name, bytes: file.stream() }
    return refuse('bad-request', '表单里没有 file 字段。请用 file 字段上传一个文件。')
  }
  return refuse('too-large', '表单上传最多 64 MB。更大的文件请直接作为请求体发送（application/octet-stream）。')
}

/** What real tables stay well below; a small file may unpack to more. */
const mostRatio = 200
const ratioFromBytes = 64 * 1024 * 1024

/** A file as it was before it was packed by gzip, unpacked as it streams in and never beyond what a table can be. */
const unpackedStream = (packed: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> => {
  async function* unpacked(): AsyncGenerator<Uint8Array> {
    const gunzip = createGunzip()
    const source = Readable.fromWeb(packed as Parameters<typeof Readable.fromWeb>[0])
    source.on('error', (error) => gunzip.destroy(error))
    let size = 0
    try {
      for await (const piece of source.pipe(gunzip)) {
        size += (piece as Buffer).length
        if (size > ratioFromBytes && size > gunzip.bytesWritten * mostRatio) throw new FileProblem('too-large', 'gzip')
        yield piece as Buffer
      }
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code?.startsWith('Z_') !== true) throw cause
      throw new FileProblem('damaged', 'gzip', undefined, cause)
    } finally {
      source.destroy()
    }
  }
  return Readable.toWeb(Readable.from(unpacked(), { objectMode: false })) as ReadableStream<Uint8Array>
}
