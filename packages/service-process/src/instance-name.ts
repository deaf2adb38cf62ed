const base = 36

/**
 * The name of a process, another one at each start: a container that is started again has the host name and the number it had. After
 * the store was restored from a backup its producers would begin again at numbers that readers have passed, and all that they say
 * would be dropped as a repeat.
 */
export const instanceName = (host: string, processId: number, startedMs: number): string =>
  `${host}-${processId}-${Math.floor(startedMs).toString(base)}`
