import { Button, Popover } from 'antd'
import { useTranslation } from '../words/i18n.ts'
import { SavedViews } from './saved-views.tsx'
import { COLUMNS, type Column } from './task-columns.tsx'

type Props = {
  readonly shown: readonly Column[]
  readonly setShown: (shown: readonly Column[]) => void
  /** The query of what is found; nothing is exported where it is absent. */
  readonly found?: string
}

/** What is done with the table as a whole: views that are kept, its columns, and a file of it. */
export const WorkbenchTools = ({ shown, setShown, found }: Props) => {
  const { t } = useTranslation()
  return (
    <span className="workbench-tools">
      <SavedViews page="tasks" />
      <ColumnChoice shown={shown} set={setShown} />
      {found !== undefined && (
        <Button href={`/api/v1/tasks/export${found}`} download>
          {t('exportXlsx')}
        </Button>
      )}
    </span>
  )
}

const ColumnChoice = ({ shown, set }: { shown: readonly Column[]; set: (shown: readonly Column[]) => void }) => {
  const { t } = useTranslation()
  return (
    <Popover
      trigger="click"
      content={
        <div className="column-choice">
          {COLUMNS.map((column) => (
            <label key={column}>
              <input
                type="checkbox"
                checked={shown.includes(column)}
                onChange={({ target }) =>
                  set(COLUMNS.filter((each) => (each === column ? target.checked : shown.includes(each))))
                }
              />{' '}
              {t(`col_${column}`)}
            </label>
          ))}
        </div>
      }
    >
      <Button>{t('columnsChoose')}</Button>
    </Popover>
  )
}
