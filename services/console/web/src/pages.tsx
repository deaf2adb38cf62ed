import type { Me } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { type ComponentType, lazy, Suspense, useState } from 'react'
import { useLocation } from 'react-router'
import { ApiProblem, get } from './api.ts'
import { LiveTasks } from './live-tasks.tsx'
import { MustFirstPage } from './must-first-page.tsx'
import { KeptEntries } from './offline/kept-entries.tsx'
import { PageTitle } from './page-title.tsx'
import { Loading, ProblemNotice } from './parts/notices.tsx'
import { SignInAgain } from './sign-in-again.tsx'
import { SignInPage } from './sign-in-page.tsx'
import { isPhoneNow, useIsPhone } from './use-is-phone.ts'

const readDesk = () => import('./desk/desk-pages.tsx').then((module) => ({ default: module.DeskPages }))
const readPhone = () => import('./phone/phone-pages.tsx').then((module) => ({ default: module.PhonePages }))
const pages = { Desk: lazy(readDesk), Phone: lazy(readPhone) } as Record<'Desk' | 'Phone', ComponentType<{ me: Me }>>
const PublicPage = lazy(() => import('./public-page.tsx').then((module) => ({ default: module.PublicPage })))
const DepartmentPages = lazy(() =>
  import('./phone/department-pages.tsx').then((module) => ({ default: module.DepartmentPages })),
)

/**
 * Reads the pages of this screen before anything is shown: React keeps what it shows in the place of pages that are read later for 300 ms at
 * least. What cannot be read is told by the page that asks for it again.
 */
export const readFirstPages = async (): Promise<void> => {
  if (location.pathname === '/tell') return
  const [name, read] = isPhoneNow() ? (['Phone', readPhone] as const) : (['Desk', readDesk] as const)
  const module = await read().catch(() => undefined)
  if (module !== undefined) pages[name] = module.default
}

/** One page is for everybody; all others ask who is there. */
export const Pages = () =>
  useLocation().pathname === '/tell' ? (
    <Suspense fallback={<Loading />}>
      <PageTitle />
      <PublicPage />
    </Suspense>
  ) : (
    <PagesOfStaff />
  )

/** Who is asking decides the sign-in page or the work; the width of the screen decides phone or desk. */
const PagesOfStaff = () => {
  const isPhone = useIsPhone()
  const [later, setLater] = useState(0)
  const me = useQuery({ queryKey: ['me'], queryFn: () => get<Me>('/me'), staleTime: 60_000 })
  if (me.isPending) return <Loading />
  const ended = me.error instanceof ApiProblem && me.error.status === 401
  if (ended && me.data === undefined)
    return (
      <>
        <PageTitle of="signIn" />
        <SignInPage />
      </>
    )
  if (me.error !== null && !ended)
    return (
      <>
        <ProblemNotice error={me.error} retry={() => void me.refetch()} />
        <KeptEntries />
      </>
    )
  if (me.data === undefined) return <Loading />
  if (me.data.mustFirst !== null)
    return (
      <>
        <PageTitle of="signIn" />
        <MustFirstPage me={me.data} />
      </>
    )
  const works = me.data.may.includes('read-tasks')
  return (
    <Suspense fallback={<Loading />}>
      <PageTitle />
      {ended && me.errorUpdatedAt > later && <SignInAgain me={me.data} later={() => setLater(Date.now())} />}
      {works && <LiveTasks />}
      <PagesFor me={me.data} isPhone={isPhone} works={works} />
    </Suspense>
  )
}

const PagesFor = ({ me, isPhone, works }: { me: Me; isPhone: boolean; works: boolean }) => {
  if (isPhone && works) return <pages.Phone me={me} />
  if (isPhone && me.may.includes('answer-referrals')) return <DepartmentPages me={me} />
  return <pages.Desk me={me} />
}
