/** Which parts of a process are ready, and what those that are not wait for. */
export type Health = {
  ready: (part: string) => void
  waiting: (part: string, why: string) => void
  report: () => { ready: boolean; parts: Record<string, string> }
}

export const createHealth = (): Health => {
  const parts = new Map<string, string>()
  return {
    ready: (part) => void parts.set(part, 'ready'),
    waiting: (part, why) => void parts.set(part, why),
    report: () => ({
      ready: [...parts.values()].every((state) => state === 'ready'),
      parts: Object.fromEntries(parts),
    }),
  }
}
