import type { TaskFull } from '../api.ts'

/** Everything that happened to a task, the newest first. */
export const History = ({ history }: { history: TaskFull['history'] }) => (
  <ol className="history" reversed>
    {[...history].reverse().map(({ seq, at, byName, text }) => (
      <li key={seq}>
        <p>{text}</p>
        <small className="source">
          {byName} · {at.slice(0, 16).replace('T', ' ')}
        </small>
      </li>
    ))}
  </ol>
)
