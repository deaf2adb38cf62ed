/** What the first page of this address will ask, as its pages do: of a list alone, since others are opened from one. */
const pathsOf = ({ pathname, search }: Location): readonly string[] => {
  if (search !== '' || pathname !== '/tasks') return ['/me']
  const phone = matchMedia('(max-width: 600px), (max-height: 600px) and (pointer: coarse)').matches
  return ['/me', phone ? '/tasks?limit=100' : '/tasks?sort=due&order=asc&limit=50&offset=0']
}

// Asked while the scripts of the pages are on their way; `get` takes each answer once.
window.firstAnswers = new Map(
  pathsOf(location).map((path) => {
    const answer = fetch(`/api/v1${path}`, { credentials: 'same-origin' })
    answer.catch(() => undefined)
    return [path, answer]
  }),
)
