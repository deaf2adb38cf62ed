import { type NameOf, taskEventText } from '@shouwang/casework'
import type { TaskEvent } from '@shouwang/contracts'

/** One line of a task's history in Chinese, the language of the history. */
export const happeningText = (event: TaskEvent, nameOf: NameOf): string => taskEventText(event, 'zh', nameOf)
