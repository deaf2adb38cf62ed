/** Names that programs give a file while they still write it. */
const unfinished = /^[.~]|~$|\.(tmp|part|partial|crdownload|filepart|swp)$/i

/** Whether a file's name says that it is still being written. */
export const isUnfinished = (name: string): boolean => unfinished.test(name)
