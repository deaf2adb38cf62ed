import type { VisitFormAnswer } from '@shouwang/console-api'
import type { Cell, FormQuestion } from '@shouwang/visit-forms'
import { useQuery } from '@tanstack/react-query'
import { useParams, useSearchParams } from 'react-router'
import { get } from '../api.ts'
import { Loading, ProblemNotice } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'
import { rowsOf } from './form-section.tsx'
import './visit-form.css'

const BLANK_ROWS = 3

/** The form on paper, blank or as it was filled in. It is in Chinese, whoever prints it. */
export const FormPrint = () => {
  const { t } = useTranslation()
  const { taskId = '' } = useParams()
  const blank = useSearchParams()[0].has('blank')
  const given = useQuery({
    queryKey: ['form', taskId],
    queryFn: () => get<VisitFormAnswer>(`/tasks/${encodeURIComponent(taskId)}/form`),
  })
  if (given.error !== null) return <ProblemNotice error={given.error} />
  if (given.data === undefined) return <Loading />
  return (
    <article className="form-paper" lang="zh-CN">
      <button type="button" className="button no-print" onClick={() => window.print()}>
        {t('print')}
      </button>
      <Paper given={blank ? { ...given.data, saved: null } : given.data} />
    </article>
  )
}

const Paper = ({ given }: { given: VisitFormAnswer }) => {
  const { form, saved, known } = given
  const answers = saved?.answers ?? {}
  return (
    <>
      <h1>{form.name}</h1>
      <p>
        户号 {given.householdNo}　{given.regionName}　调查日期 {saved?.filledOn ?? '　　　年　　月　　日'}
      </p>
      {form.sections.map((section) => {
        const rows =
          section.each === 'supporter' && saved === null
            ? Array.from({ length: BLANK_ROWS }, (_, at) => ({ row: `s${at + 1}`, title: `${at + 1}` }))
            : rowsOf(section, given, answers)
        return (
          <table key={section.id}>
            <caption>{section.title}</caption>
            <tbody>
              {rows.flatMap(({ row, title }) =>
                section.questions.map((question, at) => (
                  <tr key={`${row}/${question.id}`}>
                    {title !== null && at === 0 && <th rowSpan={section.questions.length}>{title}</th>}
                    <td>{question.ask}</td>
                    <td className="paper-answer">
                      {paperWords(question, answers[section.id]?.[row]?.[question.id]) ??
                        known.find((one) => one.at === `${section.id}/${row}/${question.id}`)?.words ??
                        blankOf(question)}
                    </td>
                  </tr>
                )),
              )}
            </tbody>
          </table>
        )
      })}
      <p>
        调查人：{saved?.visitors.join('、') ?? '＿＿＿＿＿＿　＿＿＿＿＿＿'}　　家庭签字：
        {saved?.signature != null && <img src={saved.signature} alt="家庭签字" className="paper-signature" />}
        {saved?.signature == null && (saved?.unsigned || '＿＿＿＿＿＿')}
      </p>
      {form.letterDays > 0 && (
        <p>
          核对授权书：本人授权民政部门查询全家的存款、证券、商业保险、公积金和支付账户，用于社会救助核对。
          {saved?.letter == null ? '□ 同意' : `已同意，有效期至 ${saved.letter.validUntil}`}
        </p>
      )}
    </>
  )
}

const paperWords = ({ kind, options = {} }: FormQuestion, cell: Cell | undefined) => {
  if (cell === undefined) return undefined
  if (kind === 'photo') return <img src={String(cell)} alt="照片" className="photo" />
  if (typeof cell === 'boolean') return cell ? '是' : '否'
  if (Array.isArray(cell)) return cell.map((code: string) => options[code] ?? code).join('、')
  return options[String(cell)] ?? String(cell)
}

const blankOf = ({ kind, options = {} }: FormQuestion): string => {
  if (kind === 'yes-no') return '□ 是　□ 否'
  return Object.values(options)
    .map((words) => `□ ${words}`)
    .join('　')
}
