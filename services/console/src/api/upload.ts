import { refuse } from './problem.ts'

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
  return { fileName, bytes: request.body }
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
