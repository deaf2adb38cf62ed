import type { Action, Me } from '@shouwang/console-api'
import type { ReactNode } from 'react'
import { useTranslation } from '../words/i18n.ts'

/** A page for those who may see it; others are told so, and never that there is nothing. */
export const Only = ({ me, may, children }: { me: Me; may: Action; children?: ReactNode }) => {
  const { t } = useTranslation()
  if (me.may.includes(may)) return children
  return (
    <div className="notice problem" role="alert">
      <strong>{t('notAllowedTitle')}</strong>
      <p>{t('notAllowed', { role: t(`role_${me.role}`) })}</p>
    </div>
  )
}
