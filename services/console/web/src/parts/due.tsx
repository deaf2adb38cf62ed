import { useTranslation } from '../words/i18n.ts'

const DAY_MS = 86_400_000

/** When a task is due, in words: 今天到期, 逾期 2 天. */
export const Due = ({ on, today, over }: { on: string; today: string; over: boolean }) => {
  const { t } = useTranslation()
  const days = Math.round((Date.parse(on) - Date.parse(today)) / DAY_MS)
  if (over) return <span className="due">{on}</span>
  const late = days < 0 ? 'late' : days === 0 ? 'now' : days <= 1 ? 'soon' : ''
  const words =
    days < 0
      ? t('overdueBy', { days: -days })
      : days === 0
        ? t('dueToday')
        : days === 1
          ? t('dueTomorrow')
          : t('dueIn', { days })
  return (
    <time className={`due ${late}`} dateTime={on} title={on}>
      {words}
    </time>
  )
}
