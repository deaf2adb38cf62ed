import type { QuarantineNotice } from '@shouwang/contracts'

/** The first eight columns of `quarantine`: what a notice says, whichever stage set something aside. */
export const noticeColumns = 'quarantine_id, feed, delivery, row_no, business_day, stage, reason, field'

/** A notice as these columns hold it. */
export const noticeValues = (notice: QuarantineNotice): readonly unknown[] => [
  notice.quarantineId,
  notice.feed,
  notice.delivery,
  notice.rowNo,
  notice.businessDay,
  notice.stage,
  notice.reason,
  notice.field,
]
