type Line = { readonly seq: number; readonly at: string; readonly byName: string; readonly text: string }

/** A moment as people here read it. */
export const moment = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
})

/** An instant as people write it, on the clock of Shanghai. */
export const momentOf = (at: string): string => moment.format(new Date(at))

/** Everything that happened to a task or a case, the newest first. */
export const History = ({ history }: { history: readonly Line[] }) => (
  <ol className="history" reversed>
    {[...history].reverse().map(({ seq, at, byName, text }) => (
      <li key={seq}>
        <p>{text}</p>
        <small className="source">
          {byName} · {momentOf(at)}
        </small>
      </li>
    ))}
  </ol>
)
