import type { CheckAnswer } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { get } from '../api.ts'
import { useTranslation } from '../words/i18n.ts'

/** One programme by its name, with how the family stands to it. */
export const ProgrammeChoice = (props: { householdNo: string; value: string; set: (programme: string) => void }) => {
  const { t } = useTranslation()
  const { householdNo, value, set } = props
  const check = useQuery({
    queryKey: ['check', householdNo],
    queryFn: () => get<CheckAnswer>(`/households/${encodeURIComponent(householdNo)}/check`),
  })
  const programmes = check.data?.programmes ?? []
  const once = programmes.filter(({ programme }, at) => programmes.findIndex((o) => o.programme === programme) === at)
  return (
    <label className="field">
      <span>{t('programme')}</span>
      <select value={value} onChange={({ target }) => set(target.value)}>
        {once.length === 0 && <option value={value}>{t('relief')}</option>}
        {once.map(({ programme, name, standing }) => (
          <option key={programme} value={programme}>
            {name} · {t(`standing_${standing}`)}
          </option>
        ))}
      </select>
    </label>
  )
}
