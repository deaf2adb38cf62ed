/** The part of the library that we use; it brings no types of its own. */
declare module 'fs-native-extensions' {
  /** Locks an open file at once, for us alone unless `shared`; false where another open of it holds a lock against ours. */
  export function tryLock(fd: number, options?: { shared?: boolean }): boolean
  /** Locks an open file for us alone once no other open of it holds a lock. */
  export function waitForLock(fd: number): Promise<void>
}
