import { type Feed, feedById, openFeeds, readDeclaration, saveDeclaration } from '@shouwang/feeds'
import { draftFromSample, tryDeclaration } from '@shouwang/intake'
import type { Refused } from './answers.ts'
import type { Backend } from './backend.ts'
import type { BackendDependencies } from './backend-dependencies.ts'

/** Feeds that are drafted from sample files, and kept in the installation's own folder. */
export const feedDrafts = (
  running: Pick<BackendDependencies, 'feeds' | 'ownFeeds' | 'clock'>,
): Backend['feedDrafts'] => ({
  draft: (sample, named, choices) =>
    draftFromSample({ feeds: running.feeds, own: running.ownFeeds.folder }, sample, named, choices),
  attempt: (id, text, sample) => tryDeclaration(id, text, sample, running.clock.today()),
  save: async (id, text, replace) => {
    const { folder, refresh } = running.ownFeeds
    if (folder === undefined) return noFolder
    const unusable = unusableFolder(folder)
    if (unusable !== undefined) return unusable
    const { feed, problems } = readDeclaration(id, text)
    if (feed === undefined || problems.length > 0)
      return { ok: false, reason: 'problems', detail: `这份声明不能使用：${problems.join('；')}。` }
    if (feed.delivers === 'reference') return forOperators('区划和人员名单')
    const there = feedById(running.feeds, id)
    if (there !== undefined && !replace)
      return { ok: false, reason: 'taken', detail: `接口“${id}”已经有了。请另取一个英文名，或勾选替换。` }
    if (pulls(feed) || (there !== undefined && pulls(there)))
      return forOperators('主动取数（pull）和变更捕获（capture）')
    saveDeclaration(folder, id, text)
    refresh()
    return { ok: true }
  },
})

const pulls = (feed: Feed): boolean =>
  feed.delivers !== 'reference' && (feed.pull !== undefined || ('capture' in feed && feed.capture !== undefined))

const noFolder: Refused = {
  ok: false,
  reason: 'no-folder',
  detail: '这里没有设本地接口的文件夹，不能保存。请让运维给控制台和接入进程设同一个 SHOUWANG_FEEDS。',
}

/** What a declaration may ask of the machine is written into its file by who runs it, and by nobody in a browser. */
const forOperators = (what: string): Refused => ({
  ok: false,
  reason: 'for-operators',
  detail: `${what}由运维写在接口文件里，不能在网页上改。`,
})

/** A folder that can't be read as it is would keep every process from taking what is saved now. */
const unusableFolder = (folder: string): Refused | undefined => {
  try {
    openFeeds(folder)
    return undefined
  } catch (error) {
    const detail = `本地接口文件夹里已有不能用的文件，请先修正：${error instanceof Error ? error.message : String(error)}`
    return { ok: false, reason: 'folder', detail }
  }
}
