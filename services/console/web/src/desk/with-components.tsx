import { lazy, type ReactNode, Suspense } from 'react'

const Components = lazy(() => import('./components.tsx').then((module) => ({ default: module.Components })))

/** What is made of the desk's components: they are more than all other code, and come after the first table. */
export const WithComponents = ({ children, waiting = null }: { children: ReactNode; waiting?: ReactNode }) => (
  <Suspense fallback={waiting}>
    <Components>{children}</Components>
  </Suspense>
)
