import type { TaskItem } from '@shouwang/console-api'
import { isOver } from '@shouwang/contracts'
import { useTranslation } from '../words/i18n.ts'
import { Due } from './due.tsx'

/** Until when what is due, and who above heard that it is late: of a red task contact comes first, then the result. */
export const TaskLimits = ({ task, today }: { task: TaskItem; today: string }) => {
  const { t } = useTranslation()
  const over = isOver(task.status)
  const { resultOn, contactedOn, escalated } = task
  return (
    <>
      <Due on={task.dueOn} today={today} over={over} />
      {!over && resultOn !== null && (
        <span className="hint">
          {contactedOn === null ? t('contactThenResult', { day: resultOn }) : t('resultAwaited')}
        </span>
      )}
      {!over && escalated !== null && (
        <span className="tag plain">
          {t('escalatedTo', { name: escalated.to?.name ?? '', percent: escalated.percent })}
        </span>
      )}
    </>
  )
}

/** True where somebody has still to speak with the family of a red task. */
export const awaitsContact = ({ level, status, resultOn, contactedOn }: TaskItem): boolean =>
  level === 'red' && !isOver(status) && resultOn !== null && contactedOn === null
