import type { BoardAnswer, Me, PublicityAnswer } from '@shouwang/console-api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { get, post } from '../api.ts'
import { useTranslation } from '../words/i18n.ts'
import { DrawRecipients } from './draw-recipients.tsx'
import { EmptyNotice, Loading, ProblemNotice } from './notices.tsx'

/** What waits for a notice board, by village and programme, and the boards of one's regions, the newest first. */
export const PublicityList = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const list = useQuery({ queryKey: ['publicity'], queryFn: () => get<PublicityAnswer>('/publicity') })
  if (list.isPending) return <Loading />
  if (list.error !== null) return <ProblemNotice error={list.error} retry={() => void list.refetch()} />
  const { due, boards, recipientsOf } = list.data
  const keeps = me.may.includes('keep-publicity')
  return (
    <>
      <h2>{t('publicityDue')}</h2>
      {due.length === 0 && <p className="hint">{t('publicityDueNone')}</p>}
      {due.map((each) => (
        <Waiting key={`${each.region} ${each.programme}`} each={each} keeps={keeps} />
      ))}
      {keeps && <DrawRecipients programmes={recipientsOf} me={me} />}
      {boards.length === 0 && <EmptyNotice title={t('publicityNone')}>{t('publicityNoneHint')}</EmptyNotice>}
      <ul className="cards">
        {boards.map((board) => (
          <li key={board.boardNo}>
            <Link to={`/publicity/${encodeURIComponent(board.boardNo)}`} className="card">
              <div className="row">
                <span className="tag plain">{t(`publicityKind_${board.kind}`)}</span>
                <span className="tag">{t(`publicityStatus_${board.status}`)}</span>
                {board.late !== null && <strong className="late">{t(lateWords[board.late])}</strong>}
              </div>
              <h2>
                {board.programmeName} <span className="hint">{board.regionName}</span>
              </h2>
              <p>
                {t('publicityFamilies', { count: board.families })} ·{' '}
                {t('publicityHangBy', { day: board.hangBy, days: board.days })}
              </p>
              <small className="source">{board.boardNo}</small>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}

/** The words of what is late about a board. */
export const lateWords = {
  'not-hung': 'publicityLate_not_hung',
  'not-taken-down': 'publicityLate_not_taken_down',
} as const

const Waiting = ({ each, keeps }: { each: PublicityAnswer['due'][number]; keeps: boolean }) => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [commandId] = useState(() => crypto.randomUUID())
  const { region, programme, regionName, programmeName, decisions, oldest } = each
  const draw = useMutation({
    mutationFn: () => post<BoardAnswer>('/publicity', { commandId, kind: 'decisions', region, programme }),
    onSuccess: ({ boardNo }) => {
      void queries.invalidateQueries({ queryKey: ['publicity'] })
      void navigate(`/publicity/${encodeURIComponent(boardNo)}`)
    },
  })
  return (
    <div className="card">
      <h3>
        {programmeName} <span className="hint">{regionName}</span>
      </h3>
      <p>{t('publicityDueCount', { count: decisions, day: oldest })}</p>
      {keeps && (
        <button type="button" className="button" disabled={draw.isPending} onClick={() => draw.mutate()}>
          {t('publicityDraw')}
        </button>
      )}
      {draw.error !== null && <ProblemNotice error={draw.error} />}
    </div>
  )
}
