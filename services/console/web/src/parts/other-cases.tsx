import type { CaseDetailAnswer, CaseListAnswer } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { get, queryOf } from '../api.ts'
import { useTranslation } from '../words/i18n.ts'

/** The other cases of a household that are under way: one of them may take this one in. */
export const OtherCases = (props: { detail: CaseDetailAnswer; value: string; set: (caseId: string) => void }) => {
  const { t } = useTranslation()
  const query = queryOf({ household: props.detail.householdNo })
  const cases = useQuery({ queryKey: ['cases', query], queryFn: () => get<CaseListAnswer>(`/cases${query}`) })
  const others = cases.data?.cases.filter(({ caseId }) => caseId !== props.detail.caseId) ?? []
  if (cases.isSuccess && others.length === 0) return <p className="hint">{t('joinNone')}</p>
  return (
    <label className="field">
      <span>{t('joinInto')}</span>
      <select value={props.value} onChange={(event) => props.set(event.target.value)}>
        <option value="">{t('chooseOne')}</option>
        {others.map(({ caseId, matter, step, openedOn }) => (
          <option key={caseId} value={caseId}>
            {t(`matter_${matter}`)} · {t(`step_${step}`)} · {openedOn} · {caseId}
          </option>
        ))}
      </select>
    </label>
  )
}
