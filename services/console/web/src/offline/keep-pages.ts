let asked: Promise<ServiceWorkerRegistration | undefined> | undefined

/**
 * Has the browser keep the pages for where there is no network; undefined where it keeps none. Called once the first page
 * shows: what is kept comes over the same slow line.
 */
export const keepPages = (): Promise<ServiceWorkerRegistration | undefined> => {
  asked ??= register()
  return asked
}

const register = async (): Promise<ServiceWorkerRegistration | undefined> => {
  try {
    return await navigator.serviceWorker?.register('/sw.js')
  } catch {
    return undefined
  }
}
