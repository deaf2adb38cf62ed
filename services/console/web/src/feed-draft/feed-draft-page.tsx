import type { FeedAnswer, FeedDraftAnswer, FeedDraftChoices, FileTakenAnswer } from '@shouwang/console-api'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { get, post, sendFile, sendSample } from '../api.ts'
import { Loading, ProblemNotice } from '../parts/notices.tsx'
import { refetchAll } from '../refetch-all.ts'
import { addWords, useTranslation } from '../words/i18n.ts'
import { DraftedColumns, DraftedRows, DraftedWords } from './drafted-feed.tsx'
import { feedDraftEn, feedDraftZh } from './feed-draft-words.ts'
import './feed-draft.css'

addWords({ zh: feedDraftZh, en: feedDraftEn })

/** What somebody asks for: the sample, and what he says of it. The sample goes with each question and is kept nowhere. */
type Asked = {
  readonly file?: File
  readonly named: { readonly like?: string; readonly feed?: string; readonly name?: string; readonly provider?: string }
  readonly choices: FeedDraftChoices
  /** The YAML as somebody changed it. */
  readonly declaration?: string
}

const NOTHING: Asked = { named: {}, choices: { columns: {}, words: {} } }

/** A new interface from a sample file: columns and codes are proposed, looked at on the file's own rows, mended, and saved. */
export const FeedDraftPage = () => {
  const { t } = useTranslation()
  const [asked, ask] = useState(NOTHING)
  const { file } = asked
  const draft = useQuery({
    queryKey: ['feed-draft', file?.name, file?.size, file?.lastModified, asked.named, asked.choices, asked.declaration],
    queryFn: () => sendSample(file as File, asked.named, asked),
    enabled: file !== undefined,
    placeholderData: (before) => before,
    ...{ retry: false, gcTime: 0, staleTime: Number.POSITIVE_INFINITY },
  })
  return (
    <div className="feed-draft">
      <header>
        <h1>{t('feedDraftTitle')}</h1>
        <p className="hint">{t('feedDraftHint')}</p>
      </header>
      <Names asked={asked} drafted={draft.data} ask={ask} />
      {draft.isFetching && <Loading />}
      {draft.error !== null && <ProblemNotice error={draft.error} />}
      {draft.data !== undefined && file !== undefined && draft.error === null && (
        <Drafted draft={draft.data} file={file} asked={asked} ask={ask} />
      )}
    </div>
  )
}

type Asking = { readonly asked: Asked; readonly ask: (asked: Asked) => void }

const NAMES = ['feed', 'name', 'provider'] as const

const Names = ({ asked, ask, drafted }: Asking & { drafted: FeedDraftAnswer | undefined }) => {
  const { t } = useTranslation()
  const feeds = useQuery({ queryKey: ['feeds'], queryFn: () => get<{ feeds: FeedAnswer[] }>('/feeds') })
  const name = (part: keyof Asked['named'], value: string) => {
    const { [part]: _, ...others } = asked.named
    const named = value.trim() === '' ? others : { ...others, [part]: value.trim() }
    // Another kind of fact has other columns: what was decided for the one before says nothing of them.
    const { declaration: __, ...kept } = asked
    ask({ ...kept, named, choices: part === 'like' ? NOTHING.choices : asked.choices })
  }
  return (
    <section className="panel feed-draft-names">
      <label>
        {t('feedDraftFile')}
        <input
          type="file"
          accept=".csv,.xlsx,.ndjson,.json,.txt"
          onChange={({ target }) => {
            const file = target.files?.[0]
            if (file !== undefined) ask({ ...NOTHING, named: asked.named, file })
          }}
        />
      </label>
      <label>
        {t('feedDraftLike')}
        <select value={asked.named.like ?? drafted?.like ?? ''} onChange={({ target }) => name('like', target.value)}>
          <option value="">{t('feedDraftNearest')}</option>
          {feeds.data?.feeds.map(({ feed, name: called, provider }) => (
            <option key={feed} value={feed}>
              {called}（{provider}）
            </option>
          ))}
        </select>
      </label>
      {NAMES.map((part) => (
        <label key={part}>
          {t(`feedDraft_${part}`)}
          <input
            maxLength={60}
            placeholder={part === 'feed' ? drafted?.feed : undefined}
            defaultValue={asked.named[part] ?? ''}
            onBlur={({ target }) => {
              if (target.value.trim() !== (asked.named[part] ?? '')) name(part, target.value)
            }}
          />
        </label>
      ))}
    </section>
  )
}

const Drafted = ({ draft, file, asked, ask }: Asking & { draft: FeedDraftAnswer; file: File }) => {
  const { t } = useTranslation()
  const { declaration: _, ...undecided } = asked
  const decide = (change: Partial<FeedDraftChoices>) => ask({ ...undecided, choices: { ...asked.choices, ...change } })
  return (
    <>
      <p role="status">
        {t('feedDraftMade', { like: draft.likeName, feed: draft.feed })}
        {draft.checked !== null &&
          t('feedDraftTried', { rows: draft.checked.rows, acceptable: draft.checked.acceptable })}
      </p>
      {draft.problems.length > 0 && (
        <ul className="notice problem" role="alert">
          {draft.problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
      <div className="columns">
        <DraftedColumns
          draft={draft}
          choose={(column, header) => decide({ columns: { ...asked.choices.columns, [column]: header } })}
        />
        <DraftedWords
          draft={draft}
          choose={(table, word, code) =>
            decide({
              words: { ...asked.choices.words, [table]: { ...asked.choices.words[table], [word]: code } },
            })
          }
        />
      </div>
      <DraftedRows draft={draft} />
      <Declaration key={draft.declaration} draft={draft} tryIt={(text) => ask({ ...asked, declaration: text })} />
      <Save draft={draft} file={file} />
    </>
  )
}

const Declaration = ({ draft, tryIt }: { draft: FeedDraftAnswer; tryIt: (declaration: string) => void }) => {
  const { t } = useTranslation()
  const [text, setText] = useState(draft.declaration)
  return (
    <details className="panel" open={draft.problems.length > 0}>
      <summary>{t('feedDraftDeclaration')}</summary>
      <textarea
        rows={16}
        spellCheck={false}
        aria-label={t('feedDraftDeclaration')}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <button type="button" className="button" disabled={text === draft.declaration} onClick={() => tryIt(text)}>
        {t('feedDraftTry')}
      </button>
    </details>
  )
}

const Save = ({ draft, file }: { draft: FeedDraftAnswer; file: File }) => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [replace, setReplace] = useState(false)
  const save = useMutation({
    mutationFn: () => post(`/feeds/${draft.feed}/declaration`, { declaration: draft.declaration, replace }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['feeds'] }),
  })
  const send = useMutation({
    mutationFn: () => sendFile(file, { feed: draft.feed }),
    onSuccess: () => refetchAll(queries),
  })
  const usable = draft.problems.length === 0 && (!draft.taken || replace)
  return (
    <section className="panel row">
      {draft.taken && !save.isSuccess && (
        <label className="row">
          <input type="checkbox" checked={replace} onChange={({ target }) => setReplace(target.checked)} />
          {t('feedDraftReplace', { feed: draft.feed })}
        </label>
      )}
      <button
        type="button"
        className="button primary"
        disabled={!usable || save.isPending || save.isSuccess}
        onClick={() => save.mutate()}
      >
        {t('feedDraftSave')}
      </button>
      {save.error !== null && <ProblemNotice error={save.error} />}
      {save.isSuccess && (
        <>
          <p role="status">{t('feedDraftSaved', { feed: draft.feed })}</p>
          <button type="button" className="button" disabled={send.isPending} onClick={() => send.mutate()}>
            {t('feedDraftSend')}
          </button>
        </>
      )}
      {send.error !== null && <ProblemNotice error={send.error} />}
      {send.data !== undefined && <Sent taken={send.data} />}
    </section>
  )
}

const Sent = ({ taken: { delivery } }: { taken: FileTakenAnswer }) => {
  const { t } = useTranslation()
  return <p role="status">{t('feedDraftSent', { delivery })}</p>
}
