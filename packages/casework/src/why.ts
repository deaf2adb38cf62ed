/** The reasons that the system itself writes into a history, in words for both languages. */
export const whyWords = {
  'leads-cleared': { zh: '线索已全部消除', en: 'All leads have cleared' },
  'household-gone': { zh: '户内已无成员', en: 'The household has no members left' },
  'household-moved': { zh: '户籍地或居住地变更', en: 'The household moved' },
  'moved-away': { zh: '已搬至新地址，转当地跟进', en: 'The family moved; its new area goes on' },
  'whereabouts-unknown': { zh: '已搬离，去向不明，请协助查找', en: 'The family moved; find out where to' },
  'taken-over': { zh: '接手办理', en: 'Taken over' },
  'staff-changed': { zh: '人员调整', en: 'Staff changed' },
  'leads-cleared-in-progress': {
    zh: '线索已全部消除，请核实后办结',
    en: 'All leads have cleared; check and close',
  },
  'household-gone-in-progress': {
    zh: '户内已无成员，请核实后办结',
    en: 'The household has no members left; check and close',
  },
} as const satisfies Record<string, { zh: string; en: string }>

export type Why = keyof typeof whyWords
