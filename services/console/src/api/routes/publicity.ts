import { z } from '@hono/zod-openapi'
import { type Board, boardNoOf, objectionNoOf } from '@shouwang/casework'
import {
  BoardAnswer,
  BoardCommandBody,
  DrawBoardBody,
  ObjectionBody,
  PublicityAnswer,
  PublicityQuery,
} from '@shouwang/console-api'
import { readBoard } from '@shouwang/postgres'
import type { Backend } from '../../backend/backend.ts'
import { type Person, seesRegion } from '../../sign-in/access.ts'
import { seeBoard, seePublicity } from '../../views/publicity-view.ts'
import { refuse } from '../problem.ts'
import { jsonBody, jsonRoute, type RouteContext } from '../route.ts'

const params = z.object({ boardNo: z.string().min(1).max(64) })

const list = jsonRoute({
  method: 'get',
  path: '/publicity',
  summary: 'Decisions that wait for a notice board (公示), and the boards of the asker’s regions, the newest first',
  tag: 'publicity',
  request: { query: PublicityQuery },
  answer: PublicityAnswer,
})
const draw = jsonRoute({
  method: 'post',
  path: '/publicity',
  summary: 'Draw a board of one village and programme: decisions for the days of law, or who receives help now',
  tag: 'publicity',
  request: { body: jsonBody(DrawBoardBody) },
  answer: BoardAnswer,
  status: 201,
})
const detail = jsonRoute({
  method: 'get',
  path: '/publicity/{boardNo}',
  summary: 'One board with what it lists, when it hung, and what was said against it',
  tag: 'publicity',
  request: { params },
  answer: BoardAnswer,
})
const command = jsonRoute({
  method: 'post',
  path: '/publicity/{boardNo}/commands',
  summary: 'Record when and where a board hung, or that it was taken down once its days were over',
  tag: 'publicity',
  request: { params, body: jsonBody(BoardCommandBody) },
  answer: BoardAnswer,
})
const objection = jsonRoute({
  method: 'post',
  path: '/publicity/{boardNo}/objections',
  summary: 'Record what somebody says against an entry: its case is looked into anew, or one is opened',
  tag: 'publicity',
  request: { params, body: jsonBody(ObjectionBody) },
  answer: BoardAnswer,
  status: 201,
})

/** 公示: lists by village and programme, proof that they hung, objections. */
export const publicityRoutes = ({ api, backend }: RouteContext): void => {
  api.openapi(list, async (c) => {
    const asker = c.get('person')
    const { region } = c.req.valid('query')
    if (region !== undefined && !seesRegion(asker, region)) return refuse('not-found', '这个区划不在您的辖区内。')
    return c.json(await seePublicity(backend, asker, region), 200)
  })
  api.openapi(draw, async (c) => {
    const asker = c.get('person')
    const { asOf = backend.today(), ...asked } = c.req.valid('json')
    c.set('told', { subject: boardNoOf(asked), fields: [asked.kind, asked.programme] })
    if (!seesRegion(asker, asked.region)) return refuse('conflict', '这个村（社区）不在您的辖区内，请核对区划。')
    if (asked.region.endsWith('000')) return refuse('conflict', '公示按村（社区）制作，请写十二位村（社区）区划。')
    const drawn = await backend.tasks.publicity.draw({ type: 'DrawBoard', ...asked, asOf }, asker.staffNo)
    if (!drawn.ok) return refuse('conflict', drawn.detail)
    const answer = await seeBoard(backend, asker, drawn.board)
    c.set('told', { ...c.get('told'), whom: householdsOn(drawn.board) })
    return c.json(answer, 201)
  })
  api.openapi(detail, async (c) => {
    const asker = c.get('person')
    const board = await boardOf(backend, asker, c.req.valid('param').boardNo)
    c.set('told', { whom: householdsOn(board) })
    return c.json(await seeBoard(backend, asker, board), 200)
  })
  api.openapi(command, async (c) => {
    const asker = c.get('person')
    const { boardNo } = c.req.valid('param')
    await boardOf(backend, asker, boardNo)
    const kept = await backend.tasks.publicity.keep({ ...c.req.valid('json'), boardNo }, asker.staffNo)
    if (!kept.ok) return refuse('conflict', kept.detail)
    return c.json(await seeBoard(backend, asker, kept.board), 200)
  })
  api.openapi(objection, async (c) => {
    const asker = c.get('person')
    const { boardNo } = c.req.valid('param')
    const { who, contact, ...asked } = c.req.valid('json')
    await boardOf(backend, asker, boardNo)
    const about = { type: 'ObjectToBoard', ...asked, boardNo } as const
    const sealed =
      who === '' && contact === '' ? null : backend.cipher.seal(JSON.stringify({ who, contact }), objectionNoOf(about))
    const made = await backend.tasks.publicity.object(about, sealed, asker.staffNo)
    if (!made.ok) return refuse('conflict', made.detail)
    return c.json(await seeBoard(backend, asker, made.board), 201)
  })
}

const householdsOn = ({ entries }: Board): string[] => [...new Set(entries.map(({ household }) => household))]

/** The board, if its village lies in the asker's regions; otherwise it is not there. */
const boardOf = async (backend: Backend, asker: Person, boardNo: string): Promise<Board> => {
  const known = await readBoard(backend.sql, boardNo)
  return known === undefined || !seesRegion(asker, known.region)
    ? refuse('not-found', '没有这份公示，或它不在您负责的区域。请从公示列表进入。')
    : known
}
