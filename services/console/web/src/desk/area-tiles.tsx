import type { Me, OverviewAnswer } from '@shouwang/console-api'
import { Link } from 'react-router'
import { yuanOf } from '../parts/amounts.ts'
import { useTranslation } from '../words/i18n.ts'

type Area = OverviewAnswer['areas'][number]
const VILLAGE = /[1-9]\d{0,2}$/

/** The areas as tiles, the graver their families the darker; each opens what lies below it, a village its list. */
export const AreaTiles = (props: { areas: readonly Area[]; me: Me; open: (area: string) => void }) => {
  const { t } = useTranslation()
  if (props.areas.length === 0) return <p className="hint">{t('overviewNoAreas')}</p>
  return (
    <ul className="area-tiles">
      {props.areas.map((area) => (
        <li key={area.area} className={`area-tile heat-${heatOf(area)}`}>
          {VILLAGE.test(area.area) ? (
            <strong>{area.name}</strong>
          ) : (
            <button type="button" className="task-link" onClick={() => props.open(area.area)}>
              <strong>{area.name}</strong>
            </button>
          )}
          <span>{t('tileHouseholds', { households: area.households, red: area.red, orange: area.orange })}</span>
          {props.me.may.includes('read-tasks') ? (
            <Link to={`/tasks?region=${area.area}`}>{t('tileTasks', { open: area.open, overdue: area.overdue })}</Link>
          ) : (
            <span>{t('tileTasks', { open: area.open, overdue: area.overdue })}</span>
          )}
          <span>{t('tileHelp', { helped: area.helped, yuan: yuanOf(area.givenFen) })}</span>
        </li>
      ))}
    </ul>
  )
}

/** Zero to four: red and orange families per hundred. */
const heatOf = ({ households, red, orange }: Area): number => {
  if (households === 0) return 0
  const share = ((red + orange / 2) / households) * 100
  return share === 0 ? 0 : share < 1 ? 1 : share < 3 ? 2 : share < 10 ? 3 : 4
}
