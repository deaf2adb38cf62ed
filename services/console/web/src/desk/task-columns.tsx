import type { TaskItem } from '@shouwang/console-api'
import { isOver } from '@shouwang/contracts'
import type { ReactNode } from 'react'
import { Due } from '../parts/due.tsx'
import { DirectionTag, LevelTag } from '../parts/level-tag.tsx'
import { useTranslation } from '../words/i18n.ts'

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

/** A column: its key, its words, and what stands in it. `sort` is the order that its head asks for; `clip` cuts what is too long. */
export type TaskColumn = {
  readonly key: Column
  readonly width?: number
  readonly sort?: string
  readonly clip?: boolean
  readonly cell: (task: TaskItem) => ReactNode
}

/** The columns of the workbench: one line a row, so that fifteen are seen at once. */
export const useTaskColumns = (about: {
  readonly today: string
  readonly shown: readonly Column[]
  readonly open: (taskId: string) => void
}): readonly TaskColumn[] => {
  const { t } = useTranslation()
  const { today, shown, open } = about
  const all: readonly TaskColumn[] = [
    {
      key: 'due',
      width: 100,
      sort: 'due',
      cell: (task) => <Due on={task.dueOn} today={today} over={isOver(task.status)} />,
    },
    { key: 'level', width: 82, sort: 'level', cell: (task) => <LevelTag level={task.level} /> },
    { key: 'direction', width: 74, cell: (task) => <DirectionTag direction={task.direction} /> },
    {
      key: 'household',
      width: 190,
      sort: 'household',
      cell: (task) => (
        <button type="button" className="task-link" onClick={() => open(task.taskId)}>
          <strong>{task.headName}</strong> <span className="hint">{task.householdNo}</span>
        </button>
      ),
    },
    { key: 'region', width: 170, sort: 'region', clip: true, cell: (task) => task.regionName },
    {
      // By its reasons means: where the most comes together first.
      key: 'reason',
      sort: 'score',
      clip: true,
      cell: (task) => (
        <span title={task.reasons.map(({ text }) => text).join('\n')}>
          {task.reasons.length > 1 && <span className="hint">[{task.reasons.length}] </span>}
          {task.reasons[0]?.text}
        </span>
      ),
    },
    {
      key: 'assignee',
      width: 92,
      sort: 'assignee',
      cell: (task) => task.assignee?.name ?? <span className="late">{t('unassigned')}</span>,
    },
    { key: 'status', width: 76, cell: (task) => t(`status_${task.status}`) },
    { key: 'opened', width: 106, sort: 'opened', cell: (task) => task.openedOn },
    {
      key: 'escalated',
      width: 150,
      cell: ({ escalated }) =>
        escalated === null ? '' : `${escalated.percent}% ${escalated.day} ${escalated.to?.name ?? ''}`,
    },
  ]
  return all.filter(({ key }) => shown.includes(key))
}
