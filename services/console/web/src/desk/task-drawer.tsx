import type { Me, SignInChoices, TaskDetailAnswer } from '@shouwang/console-api'
import { isOver } from '@shouwang/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Drawer, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { get, post, queryOf } from '../api.ts'
import { DirectionTag, LevelTag } from '../parts/level-tag.tsx'
import { Loading, ProblemNotice } from '../parts/notices.tsx'
import { TaskBody } from '../parts/task-body.tsx'
import { awaitsContact, TaskLimits } from '../parts/task-limits.tsx'
import { showTask, taskPath, taskQuery } from '../task-query.ts'
import { useTranslation } from '../words/i18n.ts'

/** One task beside the table, with what this role may do to it. */
export const TaskDrawer = ({ taskId, me, close }: { taskId: string; me: Me; close: () => void }) => {
  const { t } = useTranslation()
  const task = useQuery(taskQuery(taskId))
  return (
    <Drawer
      open
      size={680}
      onClose={close}
      title={task.data === undefined ? '' : `${task.data.headName} · ${task.data.regionName}`}
      extra={task.data !== undefined && <Actions task={task.data} me={me} />}
    >
      {task.isPending && <Loading />}
      {task.error !== null && <ProblemNotice error={task.error} retry={() => void task.refetch()} />}
      {task.data !== undefined && (
        <>
          <div className="standing">
            <LevelTag level={task.data.level} />
            <DirectionTag direction={task.data.direction} />
            <TaskLimits task={task.data} today={me.today} />
            {task.data.reported === null && <ExplanationLink task={task.data} />}
            {task.data.reported === null && me.may.includes('work-tasks') && (
              <Link to={`/tasks/${encodeURIComponent(taskId)}/form`}>{t('formOpen')}</Link>
            )}
          </div>
          <TaskBody task={task.data} me={me} />
        </>
      )}
    </Drawer>
  )
}

const ExplanationLink = ({ task }: { task: TaskDetailAnswer }) => {
  const { t } = useTranslation()
  return <Link to={`/households/${encodeURIComponent(task.householdNo)}`}>{t('openExplanation')}</Link>
}

const Actions = ({ task, me }: { task: TaskDetailAnswer; me: Me }) => {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [asked, setAsked] = useState<'note' | 'reassign' | undefined>()
  const act = useMutation({
    mutationFn: ({ door, body }: { door: string; body: unknown; done: string }) =>
      post<TaskDetailAnswer>(`${taskPath(task.taskId)}/${door}`, body),
    onSuccess: (after, { done }) => {
      void showTask(queries, after)
      void queries.invalidateQueries({ queryKey: ['tasks'] })
      setAsked(undefined)
      void message.success(done)
    },
    onError: (error) => void message.error(error.message),
  })
  const goesOn = !isOver(task.status)
  return (
    <div className="row">
      {goesOn && me.may.includes('note-tasks') && <Button onClick={() => setAsked('note')}>{t('addNote')}</Button>}
      {goesOn && me.may.includes('reassign-tasks') && (
        <Button onClick={() => setAsked('reassign')}>{t('reassign')}</Button>
      )}
      {task.status === 'open' && me.may.includes('work-tasks') && (
        <Button type="primary" onClick={() => act.mutate({ door: 'accept', body: {}, done: t('accepted') })}>
          {t('accept')}
        </Button>
      )}
      {goesOn && awaitsContact(task) && me.may.includes('work-tasks') && (
        <Button onClick={() => act.mutate({ door: 'contact', body: {}, done: t('contactSaved') })}>
          {t('reached')}
        </Button>
      )}
      {asked === 'note' && (
        <NoteModal
          close={() => setAsked(undefined)}
          save={(note) => act.mutate({ door: 'note', body: { note }, done: t('noteSaved') })}
        />
      )}
      {asked === 'reassign' && (
        <ReassignModal
          close={() => setAsked(undefined)}
          save={(body) => act.mutate({ door: 'reassign', body, done: t('reassigned') })}
        />
      )}
    </div>
  )
}

const NoteModal = ({ close, save }: { close: () => void; save: (note: string) => void }) => {
  const { t } = useTranslation()
  const [note, setNote] = useState('')
  return (
    <Modal
      open
      title={t('addNote')}
      onCancel={close}
      okText={t('save')}
      okButtonProps={{ disabled: note.trim() === '' }}
      onOk={() => save(note)}
    >
      <Input.TextArea
        rows={4}
        value={note}
        aria-label={t('note')}
        placeholder={t('noteHint')}
        onChange={(event) => setNote(event.target.value)}
      />
    </Modal>
  )
}

const ReassignModal = (props: { close: () => void; save: (body: { assignee: string; why: string }) => void }) => {
  const { t } = useTranslation()
  const [q, setQ] = useState('')
  const [assignee, setAssignee] = useState<string | undefined>()
  const [why, setWhy] = useState('')
  const staff = useQuery({
    queryKey: ['staff', q],
    queryFn: () => get<{ staff: SignInChoices['staff'] }>(`/staff${queryOf({ q })}`),
    placeholderData: (before) => before,
  })
  return (
    <Modal
      open
      title={t('reassign')}
      onCancel={props.close}
      okText={t('confirm')}
      okButtonProps={{ disabled: assignee === undefined || why.trim().length < 2 }}
      onOk={() => assignee !== undefined && props.save({ assignee, why })}
    >
      <Select
        showSearch={{ filterOption: false, onSearch: setQ }}
        style={{ width: '100%', marginBottom: 12 }}
        placeholder={t('reassignTo')}
        aria-label={t('reassignTo')}
        value={assignee ?? null}
        onChange={(value: string | null) => setAssignee(value ?? undefined)}
        notFoundContent={t('nobody')}
        options={(staff.data?.staff ?? []).map(({ staffNo, name, regionName, openTasks }) => ({
          value: staffNo,
          label: `${name} ${staffNo} · ${regionName} · ${t('openTasksOf', { count: openTasks })}`,
        }))}
      />
      <Input
        value={why}
        placeholder={t('reassignWhy')}
        aria-label={t('reassignWhy')}
        onChange={(event) => setWhy(event.target.value)}
      />
    </Modal>
  )
}
