import type { HouseholdFileAnswer } from '@shouwang/console-api'
import { useTranslation } from '../words/i18n.ts'

/** How hard the household's state is, and the parts that add up to it; beside the level, and no part of it. */
export const FileHardship = ({ hardship }: { hardship: HouseholdFileAnswer['hardship'] }) => {
  const { t } = useTranslation()
  const { points, ring, cause, parts } = hardship
  return (
    <section>
      <h2>{t('hardshipTitle')}</h2>
      <p>
        <b>{points}</b> <span className="tag plain">{t(`ring_${ring}`)}</span>{' '}
        <span className="tag plain">{t(`cause_${cause}`)}</span>
      </p>
      <ul className="plain-list">
        {parts
          .filter((part) => part.points !== 0)
          .map(({ part, points: weight, words }) => (
            <li key={part}>
              {t(`hardship_${part}`)} <b>{weight}</b> <span className="hint">{words}</span>
            </li>
          ))}
      </ul>
      <p className="hint">{t('hardshipHint')}</p>
    </section>
  )
}
