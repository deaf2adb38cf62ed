import type { MajorReportAnswer } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { get, queryOf } from '../api.ts'
import { yuanOf } from '../parts/amounts.ts'
import { ProblemNotice } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'

/** 重大事项: what of today has to be known above at once. */
export const MajorMatters = ({ region, day }: { region: string | undefined; day: string }) => {
  const { t } = useTranslation()
  const query = queryOf({ day, region })
  const report = useQuery({
    queryKey: ['major', query],
    queryFn: () => get<MajorReportAnswer>(`/reports/major${query}`),
  })
  if (report.error !== null) return <ProblemNotice error={report.error} />
  if (report.data === undefined) return null
  const { matters, rules } = report.data
  return (
    <section>
      <h2>{t('majorTitle', { day })}</h2>
      {matters.length === 0 && <p className="hint">{t('majorNone')}</p>}
      <table className="row-words">
        <tbody>
          {matters.map(({ kind, regionName, householdNo, about, indicators, families, amountFen }) => (
            <tr key={`${kind} ${about ?? householdNo ?? regionName}`}>
              <th scope="row">{t(`major_${kind}`)}</th>
              <td>
                {regionName}{' '}
                {householdNo !== null && (
                  <Link to={`/households/${encodeURIComponent(householdNo)}`}>{householdNo}</Link>
                )}
              </td>
              <td>
                {indicators.join('、')}
                {families !== null && t('majorFamilies', { count: families })}
                {amountFen !== null && `${yuanOf(amountFen)} 元`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <small className="source">
        {t('majorRules', {
          indicators: rules.indicators.join('、'),
          families: rules.families,
          yuan: yuanOf(rules.aidFen),
        })}
      </small>
    </section>
  )
}
