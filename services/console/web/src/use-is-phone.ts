import { useSyncExternalStore } from 'react'

const phone = matchMedia('(max-width: 600px)')

const subscribe = (changed: () => void): (() => void) => {
  phone.addEventListener('change', changed)
  return () => phone.removeEventListener('change', changed)
}

/** True on a screen as narrow as a phone's. */
export const useIsPhone = (): boolean => useSyncExternalStore(subscribe, () => phone.matches)
