import { conferenceResultWords } from '@shouwang/casework'
import type { ConferenceAnswer } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { get } from '../api.ts'
import { useTranslation } from '../words/i18n.ts'
import { yuanOf } from './amounts.ts'
import { Loading, ProblemNotice } from './notices.tsx'
import './decision-notice.css'

/** The minutes of a conference on sheets of A4, with names masked: what was known, who said what, what was decided. */
export const ConferenceMinutes = ({ conferenceId }: { conferenceId: string }) => {
  const { t } = useTranslation()
  const path = `/conferences/${encodeURIComponent(conferenceId)}`
  const known = useQuery({ queryKey: ['conference', conferenceId], queryFn: () => get<ConferenceAnswer>(path) })
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
      <Paper known={known.data} />
    </div>
  )
}

/** Papers of the administration are in Chinese, whatever the language of the page. */
const Paper = ({ known }: { known: ConferenceAnswer }) => (
  <article className="paper" lang="zh-CN">
    <h1>个案会商纪要</h1>
    <p className="paper-no">编号：{known.conferenceId}</p>
    <p className="paper-text">
      时间：{known.heldOn}　地点：{known.place === '' ? '＿＿＿＿＿＿' : known.place}　召集：{known.regionName}{' '}
      {known.calledBy}
    </p>
    <p className="paper-text">
      参加：
      {known.invited.length === 0
        ? '＿＿＿＿＿＿'
        : known.invited.map(({ name, office }) => `${name}（${office}）`).join('、')}
    </p>
    {known.items.map((item, at) => (
      <Item key={item.caseId} item={item} nth={at + 1} />
    ))}
    <div className="paper-receipt">
      <p>参加人签名：</p>
      <p>＿＿＿＿＿＿＿＿　　＿＿＿＿＿＿＿＿　　＿＿＿＿＿＿＿＿　　＿＿＿＿＿＿＿＿</p>
      <p>记录人：＿＿＿＿＿＿＿＿　　日期：＿＿＿＿年＿＿月＿＿日</p>
    </div>
  </article>
)

const stances = { for: '同意', against: '不同意', abstain: '弃权' } as const

const Item = ({ item, nth }: { item: ConferenceAnswer['items'][number]; nth: number }) => {
  const { material, opinions, decision } = item
  return (
    <>
      <p className="paper-text">
        {nth}．{item.headName}家庭（户号 {item.householdNo}，{item.regionName}，个案 {item.caseId}）
      </p>
      <p className="paper-text">
        情况：{material.leads.map(({ reason }) => reason).join('')}
        {material.members} 人，一年内已获救助 {yuanOf(material.givenFen)} 元；情形：
        {material.circumstances.map(({ name }) => name).join('、') || '无'}。
      </p>
      {opinions.map(({ name, office, stance, words }) => (
        <p key={name + words} className="paper-text">
          {name}（{office}）{stances[stance]}：{words}
        </p>
      ))}
      {decision !== null && (
        <p className="paper-text">
          决定：{conferenceResultWords[decision.result].zh}
          {decision.programmeName !== null && `，${decision.programmeName}`}
          {decision.amountFen > 0 && `，总额 ${yuanOf(decision.amountFen)} 元`}。理由：{decision.reasons}。
          {decision.conditions.map(({ what, lookOn }) => `条件：${what}（${lookOn} 查看）。`).join('')}
          {decision.dissent !== '' && `不同意见：${decision.dissent}。`}
        </p>
      )}
    </>
  )
}
