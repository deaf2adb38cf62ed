import { useSyncExternalStore } from 'react'

const phone = matchMedia('(max-width: 600px), (max-height: 600px) and (pointer: coarse)')

const subscribe = (changed: () => void): (() => void) => {
  phone.addEventListener('change', changed)
  return () => phone.removeEventListener('change', changed)
}

/** Whether the screen is a phone's at this moment. */
export const isPhoneNow = (): boolean => phone.matches

/** True on a screen as narrow as a phone's, and on a phone that lies on its side. */
export const useIsPhone = (): boolean => useSyncExternalStore(subscribe, isPhoneNow)
