import type { BoardAnswer } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { get } from '../api.ts'
import { useTranslation } from '../words/i18n.ts'
import { yuanOf } from './amounts.ts'
import { Loading, ProblemNotice } from './notices.tsx'
import './decision-notice.css'

/** A notice board on a sheet of A4, as it is hung: masked names, and nothing of illness, minors or numbers of persons. */
export const BoardPaper = ({ boardNo }: { boardNo: string }) => {
  const { t } = useTranslation()
  const path = `/publicity/${encodeURIComponent(boardNo)}`
  const known = useQuery({ queryKey: ['board', boardNo], queryFn: () => get<BoardAnswer>(path) })
  if (known.isPending) return <Loading />
  if (known.error !== null) return <ProblemNotice error={known.error} retry={() => void known.refetch()} />
  return (
    <div className="decision-notice">
      <div className="row no-print">
        <Link to={path}>‹ {t('back')}</Link>
        <button type="button" className="button primary" onClick={() => window.print()}>
          {t('print')}
        </button>
      </div>
      <Paper board={known.data} />
    </div>
  )
}

const written = (iso: string): string => iso.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')

/** Papers of the administration are in Chinese, whatever the language of the page. */
const Paper = ({ board }: { board: BoardAnswer }) => {
  const isMonthly = board.kind === 'recipients'
  return (
    <article className="paper" lang="zh-CN">
      <h1>
        {board.regionName}
        {board.programmeName}
        {isMonthly ? '在保名单公示' : '公示'}
      </h1>
      <p className="paper-no">编号：{board.boardNo}</p>
      <p className="paper-text">
        {isMonthly
          ? `截至${written(board.asOf)}，本村（社区）正在享受${board.programmeName}的家庭如下，接受群众监督。`
          : `经审核，下列家庭符合${board.programmeName}条件，现予公示，公示期 ${board.days} 天。`}
        如有异议，请向{board.office}反映，可以不留姓名。
      </p>
      <table>
        <thead>
          <tr>
            <td>序号</td>
            <td>姓名</td>
            <td>保障人数</td>
            <td>{isMonthly ? '月保障金额（元）' : '救助金额（元）'}</td>
            <td>起始日期</td>
          </tr>
        </thead>
        <tbody>
          {board.entries.map(({ nth, name, members, amountFen, from }) => (
            <tr key={nth}>
              <td>{nth}</td>
              <td>{name}</td>
              <td>{members}</td>
              <td className="paper-sum">{yuanOf(amountFen)}</td>
              <td>{from}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {board.withheld > 0 && <p className="paper-text">另有 {board.withheld} 户依法不公开姓名。</p>}
      <div className="paper-office">
        <p>{board.office}（盖章）</p>
        <p>{written(board.hungFrom ?? board.drawnOn)}</p>
      </div>
      <div className="paper-receipt">
        <p>张贴日期：＿＿＿＿年＿＿月＿＿日　　撤下日期：＿＿＿＿年＿＿月＿＿日</p>
        <p>张贴人：＿＿＿＿＿＿＿＿　　见证人：＿＿＿＿＿＿＿＿</p>
      </div>
    </article>
  )
}
