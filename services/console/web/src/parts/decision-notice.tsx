import type { DecisionNoticeAnswer } from '@shouwang/console-api'
import { useMutation } from '@tanstack/react-query'
import { Link } from 'react-router'
import { post } from '../api.ts'
import { useTranslation } from '../words/i18n.ts'
import { ProblemNotice } from './notices.tsx'
import './decision-notice.css'

/** The notice of a decision on a sheet of A4: asked for first, since it shows name and address and leaves a trace. */
export const DecisionNotice = ({ caseId, decisionNo }: { caseId: string; decisionNo: string }) => {
  const { t } = useTranslation()
  const notice = useMutation({
    mutationFn: () => post<DecisionNoticeAnswer>(`/cases/${encodeURIComponent(caseId)}/notice`, { decisionNo }),
  })
  return (
    <div className="decision-notice">
      <div className="row no-print">
        <Link to={`/cases/${encodeURIComponent(caseId)}`}>‹ {t('back')}</Link>
        {notice.data === undefined ? (
          <button type="button" className="button primary" disabled={notice.isPending} onClick={() => notice.mutate()}>
            {t('noticeMake')}
          </button>
        ) : (
          <button type="button" className="button primary" onClick={() => window.print()}>
            {t('print')}
          </button>
        )}
        <span className="hint">{t('noticeWhy')}</span>
      </div>
      {notice.error !== null && <ProblemNotice error={notice.error} />}
      {notice.data !== undefined && <Paper notice={notice.data} />}
    </div>
  )
}

/** Papers of the administration are in Chinese, whatever the language of the page. */
const Paper = ({ notice }: { notice: DecisionNoticeAnswer }) => (
  <article className="paper" lang="zh-CN">
    <h1>{notice.title}</h1>
    <p className="paper-no">编号：{notice.noticeNo}</p>
    <p className="paper-to">{notice.name === '' ? '＿＿＿＿＿＿' : notice.name}：</p>
    <p>
      （户号 {notice.householdNo}
      {notice.address !== null && `，住址 ${notice.address}`}）
    </p>
    {notice.paragraphs.map((text) => (
      <p key={text} className="paper-text">
        {text}
      </p>
    ))}
    {notice.lines.length > 0 && (
      <table>
        <tbody>
          {notice.lines.map(({ label, yuan }) => (
            <tr key={label}>
              <td>{label}</td>
              <td className="paper-sum">{yuan} 元</td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
    <div className="paper-office">
      <p>{notice.office}（盖章）</p>
      <p>{notice.day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')}</p>
      <p>经办人：{notice.handledBy}</p>
    </div>
    <div className="paper-receipt">
      <p>送达回证（编号 {notice.noticeNo}）</p>
      <p>受送达人签名或捺印：＿＿＿＿＿＿＿＿＿＿　　日期：＿＿＿＿年＿＿月＿＿日</p>
      <p>送达人：＿＿＿＿＿＿＿＿　　＿＿＿＿＿＿＿＿　　送达方式：□ 直接　□ 留置　□ 邮寄</p>
    </div>
  </article>
)
