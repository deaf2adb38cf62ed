import type { TaskListAnswer } from '@shouwang/console-api'
import { EmptyNotice, Loading } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'
import type { TaskColumn } from './task-columns.tsx'

type Order = 'asc' | 'desc'
/** Widths grow with the size of the text. */
const ROOT_PX = 16
type Props = {
  readonly tasks: TaskListAnswer | undefined
  readonly columns: readonly TaskColumn[]
  readonly sort: string
  readonly order: Order
  readonly sortBy: (sort: string, order: Order) => void
  readonly page: number
  readonly pageSize: number
  readonly turnTo: (page: number) => void
  /** The ids of the tasks that are ticked; absent where nobody ticks any. */
  readonly chosen?: readonly string[]
  readonly choose?: (taskIds: readonly string[]) => void
}

/** The tasks in dense rows. A table of the page's own: the first one shows before any larger code has come. */
export const TaskTable = (props: Props) => {
  const { t } = useTranslation()
  const { tasks, columns, chosen, choose } = props
  if (tasks === undefined) return <Loading />
  if (tasks.tasks.length === 0) return <EmptyNotice title={t('noTasksTitle')}>{t('noTasksFound')}</EmptyNotice>
  const ids = tasks.tasks.map(({ taskId }) => taskId)
  const isChosen = (id: string): boolean => chosen?.includes(id) === true
  const tick = (id: string) =>
    choose?.(isChosen(id) ? (chosen ?? []).filter((one) => one !== id) : [...(chosen ?? []), id])
  return (
    <>
      <table className="task-table">
        <thead>
          <tr>
            {choose !== undefined && (
              <td className="tick">
                <input
                  type="checkbox"
                  aria-label={t('chooseAll')}
                  checked={ids.every(isChosen)}
                  onChange={() => choose(ids.every(isChosen) ? [] : ids)}
                />
              </td>
            )}
            {columns.map((column) => (
              <Head key={column.key} column={column} {...props} />
            ))}
          </tr>
        </thead>
        <tbody>
          {tasks.tasks.map((task) => (
            <tr key={task.taskId} className={isChosen(task.taskId) ? 'chosen' : ''}>
              {choose !== undefined && (
                <td className="tick">
                  <input
                    type="checkbox"
                    aria-label={`${task.headName} ${task.householdNo}`}
                    checked={isChosen(task.taskId)}
                    onChange={() => tick(task.taskId)}
                  />
                </td>
              )}
              {columns.map(({ key, clip, cell }) => (
                <td key={key} className={clip === true ? 'clip' : ''}>
                  {cell(task)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Pages {...props} pages={Math.ceil(tasks.total / props.pageSize)} />
    </>
  )
}

const Head = ({ column, sort, order, sortBy }: { column: TaskColumn } & Pick<Props, 'sort' | 'order' | 'sortBy'>) => {
  const { t } = useTranslation()
  const words = t(`col_${column.key}`)
  const style = column.width === undefined ? {} : { style: { width: `${column.width / ROOT_PX}rem` } }
  if (column.sort === undefined)
    return (
      <th scope="col" {...style}>
        {words}
      </th>
    )
  const { sort: by } = column
  const now = sort === by ? order : undefined
  return (
    <th scope="col" {...style} aria-sort={now === undefined ? 'none' : now === 'asc' ? 'ascending' : 'descending'}>
      <button
        type="button"
        className="sort"
        title={t('sortBy', { column: words })}
        onClick={() => sortBy(by, now === 'asc' ? 'desc' : 'asc')}
      >
        {words} <span aria-hidden>{now === undefined ? '↕' : now === 'asc' ? '↑' : '↓'}</span>
      </button>
    </th>
  )
}

const Pages = ({ page, pages, turnTo }: Pick<Props, 'page' | 'turnTo'> & { pages: number }) => {
  const { t } = useTranslation()
  if (pages < 2) return null
  return (
    <nav className="row pager" aria-label={t('pageOf', { page, pages })}>
      <button type="button" className="button quiet" disabled={page <= 1} onClick={() => turnTo(page - 1)}>
        {t('pageBefore')}
      </button>
      <span>{t('pageOf', { page, pages })}</span>
      <button type="button" className="button quiet" disabled={page >= pages} onClick={() => turnTo(page + 1)}>
        {t('pageAfter')}
      </button>
    </nav>
  )
}
