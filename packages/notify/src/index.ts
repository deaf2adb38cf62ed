export { NoticeSettingsProblem, noticeSettings } from './settings.ts'
export { noticeSender } from './start-notices.ts'
export { NoticeTimesProblem } from './times.ts'
