import type { Me } from '@shouwang/console-api'
import { useParams } from 'react-router'
import { BoardPaper } from '../parts/board-paper.tsx'
import { BoardPart } from '../parts/board-part.tsx'
import { PublicityList } from '../parts/publicity-list.tsx'
import { useTranslation } from '../words/i18n.ts'
import { Top } from './top.tsx'

/** 公示 on a phone: who hangs a board records it where he stands. */
export const PhonePublicity = ({ me }: { me: Me }) => {
  const { t } = useTranslation()
  return (
    <div className="phone">
      <Top title={t('nav_publicity')} back="/cases" />
      <main>
        <PublicityList me={me} />
      </main>
    </div>
  )
}

/** One board on a phone. */
export const PhoneBoard = ({ me }: { me: Me }) => {
  const { boardNo = '' } = useParams()
  return (
    <div className="phone">
      <Top title={boardNo} back="/publicity" />
      <main>
        <BoardPart boardNo={boardNo} me={me} />
      </main>
    </div>
  )
}

/** The board as it is printed. */
export const PhoneBoardPaper = () => {
  const { t } = useTranslation()
  const { boardNo = '' } = useParams()
  return (
    <div className="phone">
      <Top title={t('publicityPrint')} back={`/publicity/${encodeURIComponent(boardNo)}`} />
      <main>
        <BoardPaper boardNo={boardNo} />
      </main>
    </div>
  )
}
