import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from '../words/i18n.ts'
import './sheet.css'

/** A sheet over the page: focus stays in it, Escape closes it. */
export const Sheet = ({ title, close, children }: { title: string; close: () => void; children: ReactNode }) => {
  const { t } = useTranslation()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  return (
    <dialog ref={dialog} className="sheet" aria-label={title} onClose={close}>
      <header>
        <h2>{title}</h2>
        <button type="button" className="button quiet" onClick={() => dialog.current?.close()}>
          {t('close')}
        </button>
      </header>
      {children}
    </dialog>
  )
}
