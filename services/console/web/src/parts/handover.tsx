import type { HandoverAnswer } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { get } from '../api.ts'
import { useTranslation } from '../words/i18n.ts'
import { Loading, ProblemNotice } from './notices.tsx'
import './handover.css'

/** One page to print and hand to a family. It is in Chinese, whoever prints it. */
export const HandoverPage = () => {
  const { t } = useTranslation()
  const { householdNo = '' } = useParams()
  const handover = useQuery({
    queryKey: ['handover', householdNo],
    queryFn: () => get<HandoverAnswer>(`/households/${encodeURIComponent(householdNo)}/handover`),
  })
  if (handover.error !== null) return <ProblemNotice error={handover.error} />
  if (handover.data === undefined) return <Loading />
  return (
    <article className="handover" lang="zh-CN">
      <button type="button" className="handover-print" onClick={() => window.print()}>
        {t('handoverPrint')}
      </button>
      <Sheet told={handover.data} />
    </article>
  )
}

const Sheet = ({ told }: { told: HandoverAnswer }) => (
  <>
    <h1>关于您家的说明</h1>
    <p>
      户号 {told.householdNo}　{told.regionName}　打印日期 {told.printedOn}
      <br />
      家庭成员：{told.members.join('、')}
    </p>
    <h2>为什么找到您家</h2>
    {told.found.length === 0 && <p>目前没有需要上门核实的情况。</p>}
    <ul>
      {told.found.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
    <h2>我们知道什么</h2>
    <ul>
      {told.known.map(({ label, personName, words, provider, feedName, day }) => (
        <li key={[personName, label, words, feedName, day].join()}>
          {personName}　{label}
          {words !== '' && `：${words}`}
          <small>
            （{provider}《{feedName}》，{day}）
          </small>
        </li>
      ))}
    </ul>
    <h2>您的权利</h2>
    <ul>
      {told.rights.map((right) => (
        <li key={right}>{right}</li>
      ))}
    </ul>
  </>
)
