import type { FileLine } from '@shouwang/console-api'
import { useState } from 'react'
import { useTranslation } from '../words/i18n.ts'
import { momentOf } from './history.tsx'

const FIRST = 30
const KINDS = ['all', 'fact', 'task', 'case'] as const

/** All that happened to a household, whoever told or did it, the newest first. */
export const FileHistory = ({ lines }: { lines: readonly FileLine[] }) => {
  const { t } = useTranslation()
  const [kind, setKind] = useState<(typeof KINDS)[number]>('all')
  const [all, setAll] = useState(false)
  const chosen = kind === 'all' ? lines : lines.filter((line) => line.kind === kind)
  const shown = all ? chosen : chosen.slice(0, FIRST)
  return (
    <section>
      <h2>{t('fileHistory')}</h2>
      {lines.length > 0 && (
        <p className="hint">{t('fileTime', { count: lines.length, from: lines.at(-1)?.at.slice(0, 10) })}</p>
      )}
      <div className="chips">
        {KINDS.map((one) => (
          <button key={one} type="button" className="chip" aria-pressed={one === kind} onClick={() => setKind(one)}>
            {t(`line_${one}`)}
          </button>
        ))}
      </div>
      <ol className="history" reversed>
        {shown.map(({ at, about, byName, text }) => (
          <li key={at + (about ?? '') + text}>
            <p>{text}</p>
            <small className="source">
              {byName} · {at.length > 10 ? momentOf(at) : at}
              {about !== null && ` · ${about}`}
            </small>
          </li>
        ))}
      </ol>
      {shown.length < chosen.length && (
        <button type="button" className="button" onClick={() => setAll(true)}>
          {t('fileAll', { count: chosen.length })}
        </button>
      )}
    </section>
  )
}
