import { useSyncExternalStore } from 'react'

const phone = matchMedia('(max-width: 600px), (max-height: 600px) and (pointer: coarse)')

const subscribe = (changed: () => void): (() => void) => {
  phone.addEventListener('change', changed)
  return () => phone.removeEventListener('change', changed)
}

/** True on a screen as narrow as a phone's, and on a phone that lies on its side. */
export const useIsPhone = (): boolean => useSyncExternalStore(subscribe, () => phone.matches)
