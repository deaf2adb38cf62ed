import type { TaskItem } from '@shouwang/console-api'
import { isOver } from '@shouwang/contracts'
import type { TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { Due } from '../parts/due.tsx'
import { DirectionTag, LevelTag } from '../parts/level-tag.tsx'

/** Every column of the workbench, in its order; those of the second list show unless somebody chooses. */
export const COLUMNS = [
  'due',
  'level',
  'direction',
  'household',
  'region',
  'reason',
  'assignee',
  'status',
  'opened',
  'escalated',
] as const
export const SHOWN_COLUMNS: readonly Column[] = [
  'due',
  'level',
  'direction',
  'household',
  'region',
  'reason',
  'assignee',
  'status',
]
export type Column = (typeof COLUMNS)[number]

type Sorted = { readonly sort: string; readonly order: 'asc' | 'desc' }

/** The columns of the workbench: one line a row, so that fifteen are seen at once. */
export const useTaskColumns = (about: {
  readonly today: string
  readonly shown: readonly Column[]
  readonly sorted: Sorted
  readonly open: (taskId: string) => void
}): TableColumnsType<TaskItem> => {
  const { t } = useTranslation()
  const { today, shown, sorted, open } = about
  const sortable = (key: string) => ({
    sorter: true,
    sortOrder: sorted.sort === key ? (sorted.order === 'asc' ? ('ascend' as const) : ('descend' as const)) : null,
  })
  const all: TableColumnsType<TaskItem> = [
    {
      key: 'due',
      title: t('col_due'),
      width: 100,
      ...sortable('due'),
      render: (_, task) => <Due on={task.dueOn} today={today} over={isOver(task.status)} />,
    },
    {
      key: 'level',
      title: t('col_level'),
      width: 82,
      ...sortable('level'),
      render: (_, task) => <LevelTag level={task.level} />,
    },
    {
      key: 'direction',
      title: t('col_direction'),
      width: 74,
      render: (_, task) => <DirectionTag direction={task.direction} />,
    },
    {
      key: 'household',
      title: t('col_household'),
      width: 190,
      ...sortable('household'),
      render: (_, task) => (
        <button type="button" className="task-link" onClick={() => open(task.taskId)}>
          <strong>{task.headName}</strong> <span className="hint">{task.householdNo}</span>
        </button>
      ),
    },
    {
      key: 'region',
      title: t('col_region'),
      width: 170,
      ellipsis: true,
      ...sortable('region'),
      dataIndex: 'regionName',
    },
    {
      key: 'reason',
      ...sortable('score'),
      title: t('col_reason'),
      ellipsis: true,
      render: (_, task) => (
        <span title={task.reasons.map(({ text }) => text).join('\n')}>
          {task.reasons.length > 1 && <span className="hint">[{task.reasons.length}] </span>}
          {task.reasons[0]?.text}
        </span>
      ),
    },
    {
      key: 'assignee',
      title: t('col_assignee'),
      width: 92,
      ...sortable('assignee'),
      render: (_, task) => task.assignee?.name ?? <span className="late">{t('unassigned')}</span>,
    },
    { key: 'status', title: t('col_status'), width: 76, render: (_, task) => t(`status_${task.status}`) },
    { key: 'opened', title: t('col_opened'), width: 106, ...sortable('opened'), dataIndex: 'openedOn' },
    {
      key: 'escalated',
      title: t('col_escalated'),
      width: 150,
      render: (_, { escalated }) =>
        escalated === null ? '' : `${escalated.percent}% ${escalated.day} ${escalated.to?.name ?? ''}`,
    },
  ]
  return all.filter(({ key }) => shown.includes(key as Column))
}
