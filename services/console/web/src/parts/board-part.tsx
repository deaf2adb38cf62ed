import type { BoardAnswer, BoardCommandBody, Me, ObjectionBody } from '@shouwang/console-api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { get, post } from '../api.ts'
import { useTranslation } from '../words/i18n.ts'
import { yuanOf } from './amounts.ts'
import { type BoardAsking, BoardSheet } from './board-sheet.tsx'
import { Loading, ProblemNotice } from './notices.tsx'
import { lateWords } from './publicity-list.tsx'
import './case.css'

type Sent =
  | { readonly to: 'commands'; readonly body: BoardCommandBody }
  | { readonly to: 'objections'; readonly body: ObjectionBody }

/** One notice board: what it lists, when it hung, and what was said against it. */
export const BoardPart = ({ boardNo, me }: { boardNo: string; me: Me }) => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [asking, setAsking] = useState<BoardAsking | undefined>()
  const path = `/publicity/${encodeURIComponent(boardNo)}`
  const known = useQuery({ queryKey: ['board', boardNo], queryFn: () => get<BoardAnswer>(path) })
  const keep = useMutation({
    mutationFn: ({ to, body }: Sent) => post<BoardAnswer>(`${path}/${to}`, body),
    onSuccess: (after) => {
      queries.setQueryData(['board', boardNo], after)
      void queries.invalidateQueries({ queryKey: ['publicity'] })
      setAsking(undefined)
    },
  })
  if (known.isPending) return <Loading />
  if (known.error !== null) return <ProblemNotice error={known.error} retry={() => void known.refetch()} />
  const board = known.data
  const keeps = me.may.includes('keep-publicity')
  return (
    <article className="card case-part" aria-label={boardNo}>
      <div className="row">
        <span className="tag plain">{t(`publicityKind_${board.kind}`)}</span>
        <span className="tag">{t(`publicityStatus_${board.status}`)}</span>
        {board.late !== null && <strong className="late">{t(lateWords[board.late])}</strong>}
      </div>
      <h2>
        {board.programmeName} <span className="hint">{board.regionName}</span>
      </h2>
      <Hanging board={board} />
      <div className="chips">
        <Link to={`${path}/print`} className="button">
          {t('publicityPrint')}
        </Link>
        {keeps && board.status === 'drawn' && (
          <button type="button" className="button primary" onClick={() => setAsking('hang')}>
            {t('publicityHang')}
          </button>
        )}
        {keeps && board.status === 'hung' && (
          <button type="button" className="button" onClick={() => setAsking('take-down')}>
            {t('publicityTakeDown')}
          </button>
        )}
        {keeps && (
          <button type="button" className="button" onClick={() => setAsking('object')}>
            {t('publicityObject')}
          </button>
        )}
      </div>
      <Entries board={board} />
      <Said board={board} />
      {asking !== undefined && (
        <BoardSheet
          asking={asking}
          today={me.today}
          keep={(body) => keep.mutate({ to: 'commands', body: { ...body, expectedSeq: board.seq } })}
          object={(body) => keep.mutate({ to: 'objections', body })}
          pending={keep.isPending}
          error={keep.error}
          close={() => {
            keep.reset()
            setAsking(undefined)
          }}
        />
      )}
    </article>
  )
}

const Hanging = ({ board }: { board: BoardAnswer }) => {
  const { t } = useTranslation()
  const { hungFrom: from, hungUntil: until, place, hungBy: by, takenDownOn, takenDownNote: note, photo } = board
  return (
    <>
      <p>
        {from === null
          ? t('publicityHangBy', { day: board.hangBy, days: board.days })
          : t('publicityHung', { from, until, place, by })}{' '}
        {photo}
      </p>
      {takenDownOn !== null && <p>{t('publicityTakenDown', { day: takenDownOn, note: note ?? '' })}</p>}
    </>
  )
}

const Entries = ({ board }: { board: BoardAnswer }) => {
  const { t } = useTranslation()
  return (
    <>
      <table>
        <thead>
          <tr>
            <th>{t('publicityEntry')}</th>
            <th>{t('col_name')}</th>
            <th>{t('col_members')}</th>
            <th>{t('col_amount')}</th>
            <th>{t('col_household')}</th>
          </tr>
        </thead>
        <tbody>
          {board.entries.map(({ nth, name, members, amountFen, householdNo }) => (
            <tr key={nth}>
              <td>{nth}</td>
              <td>{name}</td>
              <td>{members}</td>
              <td>{yuanOf(amountFen)}</td>
              <td>
                <Link to={`/households/${encodeURIComponent(householdNo)}`}>{householdNo}</Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {board.withheld > 0 && <p className="hint">{t('publicityWithheld', { count: board.withheld })}</p>}
    </>
  )
}

const Said = ({ board }: { board: BoardAnswer }) => {
  const { t } = useTranslation()
  if (board.said.length === 0) return null
  return (
    <>
      <h3>{t('publicitySaid')}</h3>
      {board.said.map(({ objectionNo, nth, day, byName, note, caseId, objector }) => (
        <p key={objectionNo}>
          {nth} · {day} · {byName}：{note} <Link to={`/cases/${encodeURIComponent(caseId)}`}>{caseId}</Link>
          {objector !== null && <span className="hint"> {t('publicityObjector', { who: objector })}</span>}
        </p>
      ))}
    </>
  )
}
