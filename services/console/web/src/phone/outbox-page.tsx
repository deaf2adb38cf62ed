import { type Entry, mayWithdraw } from '@shouwang/visit-outbox'
import { Link } from 'react-router'
import { happen } from '../offline/outbox-store.ts'
import { useOutbox } from '../offline/use-outbox.ts'
import { moment } from '../parts/history.tsx'
import { EmptyNotice } from '../parts/notices.tsx'
import { useTranslation } from '../words/i18n.ts'

/** Everything that was written on this phone and where it is; of a conflict both texts. */
export const OutboxPage = () => {
  const { t } = useTranslation()
  const outbox = useOutbox()
  return (
    <div className="phone">
      <header className="top">
        <Link to="/tasks" className="button quiet on-dark" aria-label={t('back')}>
          ‹ {t('back')}
        </Link>
        <div>
          <h1>{t('outbox')}</h1>
        </div>
      </header>
      <main>
        {outbox.length === 0 && <EmptyNotice title={t('outboxEmptyTitle')}>{t('outboxEmpty')}</EmptyNotice>}
        <ul className="cards">
          {[...outbox].reverse().map((entry) => (
            <li key={entry.id}>
              <EntryCard entry={entry} linked />
            </li>
          ))}
        </ul>
      </main>
    </div>
  )
}

/** The entries about one task that are not in its history yet, or did not fit. */
export const EntriesOf = ({ taskId }: { taskId: string }) => {
  const outbox = useOutbox()
  const here = outbox.filter((entry) => entry.taskId === taskId && entry.state !== 'sent')
  if (here.length === 0) return null
  return (
    <ul className="cards">
      {here.map((entry) => (
        <li key={entry.id}>
          <EntryCard entry={entry} />
        </li>
      ))}
    </ul>
  )
}

/** True where a result of this task waits that would end it: another one would contradict it. */
export const useAwaitsEnd = (taskId: string): boolean =>
  useOutbox().some(
    (entry) =>
      entry.taskId === taskId &&
      entry.action === 'outcome' &&
      (entry.state === 'waiting' || entry.state === 'sending') &&
      !UNMET.includes(String(entry.body.outcome)),
  )

const UNMET: readonly string[] = ['nobody-home', 'not-found']

const EntryCard = ({ entry, linked = false }: { entry: Entry; linked?: boolean }) => {
  const { t } = useTranslation()
  const { id, state, words, writtenAt, detail, theirs, taskId } = entry
  const isSettled = state === 'sent' || state === 'conflict' || state === 'refused'
  return (
    <div className={`card entry-${state}`}>
      <div className="row">
        <span className={`tag ${state === 'sent' ? 'good' : 'plain'}`}>{t(`entry_${state}`)}</span>
        <small className="source">{moment.format(new Date(writtenAt))}</small>
      </div>
      {state === 'conflict' && <h3>{t('mine')}</h3>}
      <p>{words}</p>
      {state === 'conflict' && (
        <>
          <h3>{t('theirs')}</h3>
          {theirs.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </>
      )}
      {detail !== '' && <p className="hint">{detail}</p>}
      <div className="row">
        {linked && taskId !== '' && (
          <Link to={`/tasks/${encodeURIComponent(taskId)}`} className="button quiet">
            {t('openTask')}
          </Link>
        )}
        {mayWithdraw(entry) && (
          <button type="button" className="button" onClick={() => void happen({ type: 'Withdrawn', id })}>
            {t('withdrawEntry')}
          </button>
        )}
        {isSettled && (
          <button type="button" className="button" onClick={() => void happen({ type: 'Seen', id })}>
            {t('entrySeen')}
          </button>
        )}
      </div>
    </div>
  )
}
