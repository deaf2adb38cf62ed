import { useTranslation } from 'react-i18next'
import type { Task } from '../api.ts'

/** A level by colour and by name: colour alone tells nothing to those who do not see it. */
export const LevelTag = ({ level }: { level: Task['level'] }) => {
  const { t } = useTranslation()
  return <span className={`tag level-${level}`}>{t(`level_${level}`)}</span>
}

/** 漏保, 错保 or 急难. */
export const DirectionTag = ({ direction }: { direction: Task['direction'] }) => {
  const { t } = useTranslation()
  return <span className="tag plain">{t(`direction_${direction}`)}</span>
}
