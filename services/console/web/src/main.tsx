import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { ApiProblem } from './api.ts'
import { Pages, readFirstPages } from './pages.tsx'
import './base.css'
import './text-size.css'
import { startTextSize } from './text-size.ts'
import { startWords } from './words/i18n.ts'

startTextSize()

/** A session that ended shows at the next thing asked: who is signed in is asked again, and the page asks to sign in. */
const askAgain = (error: Error): void => {
  if (error instanceof ApiProblem && error.status === 401) void queries.invalidateQueries({ queryKey: ['me'] })
}

const queries = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, { queryKey }) => {
      if (queryKey[0] !== 'me') askAgain(error)
    },
  }),
  mutationCache: new MutationCache({ onError: askAgain }),
  defaultOptions: {
    // Without a network one is told at once, and nothing is sent later behind one's back.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      staleTime: 10_000,
      retry: (failures, error) => failures < 2 && !(error instanceof ApiProblem && error.status >= 400),
    },
  },
})

const show = (): void => {
  const root = document.getElementById('root')
  if (root === null) throw new Error('index.html has no #root to show the pages in')
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <BrowserRouter>
          <Pages />
        </BrowserRouter>
      </QueryClientProvider>
    </StrictMode>,
  )
}

// No `await` here: the file of the English words imports from this one, and each would wait for the other.
void Promise.all([startWords(), readFirstPages()]).then(show)
