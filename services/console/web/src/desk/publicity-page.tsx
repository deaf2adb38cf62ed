import type { Me } from '@shouwang/console-api'
import { useParams } from 'react-router'
import { BoardPaper } from '../parts/board-paper.tsx'
import { BoardPart } from '../parts/board-part.tsx'
import { PublicityList } from '../parts/publicity-list.tsx'
import { useTranslation } from '../words/i18n.ts'

/** 公示 at a desk, and the board that is open above the list. */
export const PublicityPage = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  const { boardNo } = useParams()
  return (
    <div className="dense">
      <header>
        <h1>{t('nav_publicity')}</h1>
      </header>
      {boardNo !== undefined && <BoardPart boardNo={boardNo} me={me} />}
      <PublicityList me={me} />
    </div>
  )
}

/** One board, to print. */
export const BoardPage = () => {
  const { boardNo = '' } = useParams()
  return <BoardPaper boardNo={boardNo} />
}
