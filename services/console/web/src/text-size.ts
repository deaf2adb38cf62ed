import { useSyncExternalStore } from 'react'

/** How large the pages are: as the system says, for elders (长者版, text from 18 pt), or for those who see badly (to 30 pt). */
const SIZES = ['standard', 'elder', 'largest'] as const
export type TextSize = (typeof SIZES)[number]

const KEPT = 'shouwang.size'
const listeners = new Set<() => void>()

const isSize = (text: string | null): text is TextSize => SIZES.some((size) => size === text)

let size: TextSize = 'standard'

const show = (next: TextSize): void => {
  size = next
  document.documentElement.dataset.size = next
}

/** Shows the pages as large as this device keeps it. */
export const startTextSize = (): void => {
  const kept = localStorage.getItem(KEPT)
  show(isSize(kept) ? kept : 'standard')
}

/** The size that comes after this one; after the largest the standard one again. */
export const sizeAfter = (now: TextSize): TextSize => SIZES[(SIZES.indexOf(now) + 1) % SIZES.length] ?? 'standard'

/** Shows the pages in this size, and keeps it on the device. */
export const setTextSize = (next: TextSize): void => {
  localStorage.setItem(KEPT, next)
  show(next)
  for (const listener of listeners) listener()
}

const subscribe = (changed: () => void): (() => void) => {
  listeners.add(changed)
  return () => void listeners.delete(changed)
}

/** The size in which the pages are shown now. */
export const useTextSize = (): TextSize => useSyncExternalStore(subscribe, () => size)
