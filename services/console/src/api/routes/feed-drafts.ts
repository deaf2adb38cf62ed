import { z } from '@hono/zod-openapi'
import { FeedDeclarationBody, FeedDraftAnswer, FeedDraftChoices, FeedId, FeedSavedAnswer } from '@shouwang/console-api'
import { writtenText } from '@shouwang/contracts'
import { withoutIdentifiers } from '@shouwang/identity'
import type { NoDraft } from '@shouwang/intake'
import { bodyLimit } from 'hono/body-limit'
import { seeDraft } from '../../views/feed-draft-view.ts'
import { problemResponse, refuse } from '../problem.ts'
import { jsonBody, jsonRoute, type RouteContext } from '../route.ts'

/** Some hundred rows show what a file holds; a form is read whole. */
const MAX_SAMPLE_BYTES = 5 * 1024 * 1024

const textPart = { type: 'string' as const }
const draft = jsonRoute({
  method: 'post',
  path: '/feed-drafts',
  summary: 'Drafts a feed from a sample file and tries it on the file; keeps nothing',
  tag: 'feeds',
  request: {
    query: z.object({
      like: FeedId.optional(),
      feed: FeedId.optional(),
      name: writtenText(1, 60).optional(),
      provider: writtenText(1, 60).optional(),
    }),
    body: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: {
            type: 'object' as const,
            required: ['file'],
            properties: {
              file: { type: 'string' as const, format: 'binary' },
              choices: { ...textPart, description: 'JSON of FeedDraftChoices: what somebody decided of the draft' },
              declaration: { ...textPart, description: 'The YAML as somebody changed it: tried in place of the draft' },
            },
          },
        },
      },
    },
  },
  problems: [413, 415],
  answer: FeedDraftAnswer,
})
const save = jsonRoute({
  method: 'post',
  path: '/feeds/{feed}/declaration',
  summary: 'Keeps a declaration among the installation’s own feeds; files of it are taken from now on',
  tag: 'feeds',
  request: { params: z.object({ feed: FeedId }), body: jsonBody(FeedDeclarationBody) },
  answer: FeedSavedAnswer,
})

/** Feeds that somebody drafts from a sample file, and takes into use. */
export const feedDraftRoutes = ({ api, backend }: RouteContext): void => {
  api.use('/feed-drafts', bodyLimit({ maxSize: MAX_SAMPLE_BYTES, onError: tooLarge }))
  api.openapi(draft, async (c) => {
    const { file, choices, declaration } = await partsOf(c.req.raw)
    const { feed, ...named } = c.req.valid('query')
    const bytes = new Uint8Array(await file.arrayBuffer())
    const sample = { fileName: file.name, open: () => once(bytes) }
    const drafted = await backend.feedDrafts.draft(sample, { ...named, id: feed }, choices)
    if ('why' in drafted) return refuse('conflict', whyNot(drafted))
    const text = declaration ?? drafted.text
    const tried = await backend.feedDrafts.attempt(drafted.id, text, sample)
    return c.json(seeDraft(backend.feeds, drafted, text, tried), 200)
  })
  api.openapi(save, async (c) => {
    const { feed } = c.req.valid('param')
    const { declaration, replace } = c.req.valid('json')
    c.set('told', { subject: feed, purpose: replace ? '替换接口' : '新增接口' })
    if (withoutIdentifiers(declaration) !== declaration)
      return refuse('conflict', '声明里有身份证号或电话号码。接口声明不留个人信息，请删去后再保存。')
    const saved = await backend.feedDrafts.save(feed, declaration, replace)
    if (!saved.ok) return refuse('conflict', saved.detail)
    return c.json({ feed }, 200)
  })
}

const partsOf = async (request: Request) => {
  const form = await request.formData().catch(() => refuse('bad-request', '表单无法解析。请用 file 字段上传样例文件。'))
  const file = form.get('file')
  if (!(file instanceof File)) return refuse('bad-request', '表单里没有 file 字段。请用 file 字段上传样例文件。')
  const declaration = form.get('declaration')
  return {
    file,
    choices: choicesOf(form.get('choices')),
    declaration: typeof declaration === 'string' ? declaration : undefined,
  }
}

const choicesOf = (text: FormDataEntryValue | null): FeedDraftChoices => {
  try {
    return FeedDraftChoices.parse(typeof text === 'string' ? JSON.parse(text) : {})
  } catch {
    return refuse('bad-request', 'choices 不是约定的 JSON。')
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

const whyNot = (drafted: NoDraft): string => {
  switch (drafted.why) {
    case 'not-readable':
      return drafted.detail
    case 'no-headers':
      return '表头里有身份证号或电话，像是没有表头的文件。请在第一行写上各列的名称，再上传。'
    case 'like-unknown':
      return '没有这个接口。请在“照哪个接口拟”里另选一个。'
    case 'like-nothing':
      return '看不出这个文件说的是哪类事实。请在“照哪个接口拟”里选一个内容相近的接口。'
    default:
      return drafted satisfies never
  }
}

const tooLarge = (): Response =>
  problemResponse('too-large', '样例文件最多 5 MB。请只留表头和几百行再上传；拟好后再报送整个文件。')
