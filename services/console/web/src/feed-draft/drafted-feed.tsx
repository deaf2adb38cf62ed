import type { FeedDraftAnswer } from '@shouwang/console-api'
import { useTranslation } from '../words/i18n.ts'

type Part = { readonly draft: FeedDraftAnswer }

/** Which header each column reads, to look at and to choose anew. */
export const DraftedColumns = ({
  draft,
  choose,
}: Part & { choose: (column: string, header: string | null) => void }) => {
  const { t } = useTranslation()
  const read = new Set(draft.columns.map(({ header }) => header))
  const unread = draft.headers.filter((header) => !read.has(header))
  return (
    <section className="panel">
      <h2>{t('feedDraftColumns')}</h2>
      <table className="row-words">
        <tbody>
          {draft.columns.map(({ column, meaning, required, header, guessed }) => (
            <tr key={column} className={required && header === null ? 'bad' : ''}>
              <th scope="row">
                {meaning}
                {required && <small className="source">{t('required')}</small>}
              </th>
              <td>
                <select
                  aria-label={t('feedDraftReads', { meaning })}
                  value={header ?? ''}
                  onChange={({ target }) => choose(column, target.value === '' ? null : target.value)}
                >
                  <option value="">{t('feedDraftNoHeader')}</option>
                  {draft.headers.map((one) => (
                    <option key={one} value={one}>
                      {one}
                    </option>
                  ))}
                </select>{' '}
                {guessed && <span className="tag level-yellow">{t('feedDraftGuessed')}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {unread.length > 0 && <p className="hint">{t('feedDraftUnread', { headers: unread.join('、') })}</p>}
    </section>
  )
}

/** Words of the file that the code tables did not know, and what each is taken for. */
export const DraftedWords = ({
  draft,
  choose,
}: Part & { choose: (table: string, word: string, code: string) => void }) => {
  const { t } = useTranslation()
  return (
    <section className="panel">
      <h2>{t('feedDraftWords')}</h2>
      {draft.words.length === 0 && <p className="hint">{t('feedDraftNoWords')}</p>}
      <table className="row-words">
        <tbody>
          {draft.words.map(({ table, word, meaning, meanings }) => (
            <tr key={`${table} ${word}`} className={meaning === null ? 'bad' : ''}>
              <th scope="row">{word}</th>
              <td>
                <select
                  aria-label={t('feedDraftMeans', { word })}
                  value={meaning ?? ''}
                  onChange={({ target }) => choose(table, word, target.value)}
                >
                  <option value="" disabled>
                    {t('feedDraftUnknownWord')}
                  </option>
                  {meanings.map(({ code, words }) => (
                    <option key={code} value={code}>
                      {words}
                    </option>
                  ))}
                </select>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** What the first rows of the file tell, or why they would be set aside. */
export const DraftedRows = ({ draft }: Part) => {
  const { t } = useTranslation()
  return (
    <section className="panel">
      <h2>{t('feedDraftRows', { count: draft.rows.length })}</h2>
      <table className="row-words">
        <thead>
          <tr>
            <th>{t('col_row')}</th>
            <th>{t('feedDraftFact')}</th>
            <th>{t('feedDraftSays')}</th>
          </tr>
        </thead>
        <tbody>
          {draft.rows.map(({ rowNo, fact, says, field }) => (
            <tr key={rowNo} className={fact === null ? 'bad' : ''}>
              <td>{rowNo}</td>
              <td>{fact ?? t('feedDraftRefused')}</td>
              <td>{field === null ? says : `${says}（${field}）`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
