import type { Notice } from '@shouwang/casework'

/** Carries news to staff beside the list in the console. It is told once the news is saved; it must not throw. */
export type Notifier = { readonly notify: (notices: readonly Notice[]) => void }
