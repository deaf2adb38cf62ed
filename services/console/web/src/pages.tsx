import type { Me } from '@shouwang/console-api'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useLocation } from 'react-router'
import { ApiProblem, get } from './api.ts'
import { LiveTasks } from './live-tasks.tsx'
import { MustFirstPage } from './must-first-page.tsx'
import { KeptEntries } from './offline/kept-entries.tsx'
import { PageTitle } from './page-title.tsx'
import { Loading, ProblemNotice } from './parts/notices.tsx'
import { SignInAgain } from './sign-in-again.tsx'
import { SignInPage } from './sign-in-page.tsx'
import { useIsPhone } from './use-is-phone.ts'

const DeskPages = lazy(() => import('./desk/desk-pages.tsx').then((module) => ({ default: module.DeskPages })))
const PublicPage = lazy(() => import('./public-page.tsx').then((module) => ({ default: module.PublicPage })))
const DepartmentPages = lazy(() =>
  import('./phone/department-pages.tsx').then((module) => ({ default: module.DepartmentPages })),
)
const PhonePages = lazy(() => import('./phone/phone-pages.tsx').then((module) => ({ default: module.PhonePages })))

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
  if (isPhone && works) return <PhonePages me={me} />
  if (isPhone && me.may.includes('answer-referrals')) return <DepartmentPages me={me} />
  return <DeskPages me={me} />
}
