import type { TaskItem } from '@shouwang/console-api'
import { useTranslation } from '../words/i18n.ts'

/** A level by colour and by name: colour alone tells nothing to those who do not see it. */
export const LevelTag = ({ level }: { level: TaskItem['level'] }) => {
  const { t } = useTranslation()
  return <span className={`tag level-${level}`}>{t(`level_${level}`)}</span>
}

/** 漏保, 错保 or 急难. */
export const DirectionTag = ({ direction }: { direction: TaskItem['direction'] }) => {
  const { t } = useTranslation()
  return <span className="tag plain">{t(`direction_${direction}`)}</span>
}

/** Why one comes, on a screen that the family may see: a visit, a check, an emergency, and never 漏保 or 错保. */
export const ErrandTag = ({ direction }: { direction: TaskItem['direction'] }) => {
  const { t } = useTranslation()
  return <span className="tag plain">{t(`errand_${direction}`)}</span>
}
