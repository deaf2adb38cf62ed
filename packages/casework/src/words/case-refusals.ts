import type { Words } from './language.ts'

/** Why a command did not happen to a case: what is in the way and what would do. */
export const caseRefusalWords = {
  'no-such-case': { zh: '没有这个个案，请核对编号', en: 'There is no such case; check its number' },
  'no-such-household': { zh: '没有这户家庭，请核对户号', en: 'There is no such household; check its number' },
  'case-over': { zh: '个案已办结，要继续请先重新打开', en: 'The case is over; reopen it to go on' },
  'case-not-over': { zh: '个案还没有办结', en: 'The case is not over' },
  'case-paused': { zh: '个案已中止，请先恢复办理', en: 'The case is paused; resume it first' },
  'case-not-paused': { zh: '个案没有中止', en: 'The case is not paused' },
  'case-not-yours': {
    zh: '个案不归您办理，请联系责任人或上级',
    en: 'The case is not yours; ask its owner or a superior',
  },
  'case-note-needed': { zh: '请写明理由', en: 'Say why' },
  'case-outdated': {
    zh: '个案已有新的进展，请刷新后再办',
    en: 'Something happened to the case since; load it again',
  },
  'other-step': { zh: '个案还没有办到这一步，请按顺序办理', en: 'The case is at another step' },
  'department-needed': { zh: '请选择转给哪个部门', en: 'Say which department it is referred to' },
  'amount-needed': { zh: '请填写金额', en: 'Say how much' },
  'what-needed': { zh: '请写明给了什么物资或几小时服务', en: 'Say which goods or how many hours of service' },
  'lines-do-not-add-up': { zh: '各项合计与金额不符', en: 'The lines do not add up to the amount' },
  'ends-before-it-starts': { zh: '结束日期早于开始日期', en: 'It ends before it starts' },
  'authorisation-over': { zh: '授权书已过有效期，请重新授权', en: 'The authorisation is over; ask for a new one' },
  'nothing-to-check': {
    zh: '系统里还没有这户的成员资料，无法核对，请先登记成员',
    en: 'Nothing is known of who lives there; register the members first',
  },
  'check-outdated': {
    zh: '这户情况在核对之后有变化，请重新核对后再决定',
    en: 'The household changed since its check; check it again before deciding',
  },
  'deviation-unexplained': {
    zh: '金额与公式算得的不一致，请写明偏离的理由',
    en: 'The amount is not what the formula gives; say why',
  },
  'not-met-unexplained': {
    zh: '核对结果为不符合条件或已享受，请写明仍要给予的理由',
    en: 'The check says that it is not met or had already; say why it is granted',
  },
  'decision-awaited': { zh: '已有一项决定等待复核', en: 'A decision already waits for the second person' },
  'nothing-proposed': { zh: '没有等待复核的决定', en: 'No decision waits for a second person' },
  'second-person-needed': { zh: '须由另一人复核', en: 'Somebody else has to confirm it' },
  'not-yours-to-decide': { zh: '须由区级或市级复核', en: 'The district or the city confirms it' },
  'improved-look-again': {
    zh: '上一批发放以后这户情况有好转，有预警已解除，请先重新核对，再发放下一批',
    en: 'Something that the case came from holds no more; check the family again before the next batch',
  },
  'decision-needed': { zh: '超过先行救助金额，请先作出决定', en: 'More than may be given first; decide before' },
  'more-than-granted': { zh: '超过已批准的金额', en: 'More than was granted' },
  'yearly-cap-passed': {
    zh: '超过每户全年救助金额上限',
    en: 'More than one household may be given in a calendar year',
  },
  'no-such-fund': { zh: '没有这笔资金', en: 'There is no such fund' },
  'fund-too-small': { zh: '资金余额不足', en: 'The fund holds less than that' },
  'other-fund-first': { zh: '请先使用排在前面的资金', en: 'Another fund comes first and can pay it' },
  'no-such-aid': { zh: '没有这笔救助', en: 'There is no such aid' },
  'already-reversed': { zh: '这笔救助已冲正', en: 'That aid was taken back already' },
  'already-recovered': {
    zh: '这笔救助已追回或抵扣了一部分，不能整笔冲正，请按追回办理',
    en: 'Part of that aid came back already; record the rest as recovered',
  },
  'more-than-due': { zh: '超过应追回的金额', en: 'More than is to come back' },
  'recovery-open': {
    zh: '还有应追回的资金没有记录，请记录退回、抵扣或核销',
    en: 'Not all of it came back; record what was paid back, set off or waived',
  },
  'appeal-period-over': { zh: '已过复议期限', en: 'The days of an appeal are over' },
  'appeal-open': { zh: '复议还没有结果，请先作出复议决定', en: 'An appeal is open; decide it first' },
  'not-posted': {
    zh: '这项救助按规定须先公示，还没有张贴过公示，请先制作并张贴公示，公示期满再发放',
    en: 'Law wants it public first, and no board named it; draw and hang a board, and give it when its days are over',
  },
  'in-publicity': { zh: '还在公示期，公示期满再发放', en: 'It is still public; give it when the publicity is over' },
  'late-unexplained': {
    zh: '已超过法定办理期限，请写明逾期的原因',
    en: 'The days that law gives are over; say why it is late',
  },
  'until-not-later': { zh: '日期须晚于今天', en: 'The day must be later than today' },
  'no-such-owner': { zh: '没有这个工号，或其不在您的辖区', en: 'Nobody of your area has this staff number' },
  'cannot-join': { zh: '只能并入同一户的另一个在办个案', en: 'Only another open case of the household can take it' },
  'nothing-given': {
    zh: '还没有记录实际给予的救助，不能按“已帮到”办结',
    en: 'No aid is on record; it cannot close as helped',
  },
  'not-decided': { zh: '还没有相应的决定', en: 'No such decision was made' },
  'papers-due': { zh: '先行救助的材料还没有补齐', en: 'The papers of the help that came first are still due' },
  'no-such-referral': { zh: '没有这张转办单，请核对编号', en: 'There is no such referral; check its number' },
  'referral-over': { zh: '这张转办单已经办结、退回或收回', en: 'That referral is over' },
  'referral-accepted': { zh: '这张转办单已经接收', en: 'That referral is accepted already' },
  'referral-not-accepted': { zh: '请先接收转办单，再记录进展或结果', en: 'Accept the referral first' },
  'referral-open-there': {
    zh: '已有一张转给同一单位的转办单在办，请等它办结或先收回',
    en: 'A referral to the same office is under way; wait for it or take it back',
  },
  'referral-open': {
    zh: '还有转办单没有办结，请等部门反馈或先收回',
    en: 'A referral is under way; wait for its result or take it back',
  },
  'gift-day-outside': {
    zh: '救助日期不能早于转办日，也不能晚于今天',
    en: 'It must be given after the referral and not later than today',
  },
  'no-such-conference': { zh: '没有这次会商，请核对编号', en: 'There is no such conference; check its number' },
  'conference-over': { zh: '这次会商已经结束', en: 'That conference is over' },
  'not-on-agenda': { zh: '这个个案不在议程上', en: 'The case is not on the agenda' },
  'item-decided': { zh: '这个个案已有会商决定', en: 'The conference decided on that case already' },
  'agenda-open': { zh: '还有个案没有会商决定', en: 'A case on the agenda has no decision yet' },
  'opinion-needed': { zh: '请先记录至少两人的意见', en: 'Record the opinions of two people first' },
  'programme-needed': { zh: '请选择按哪一项救助给予', en: 'Say under which programme help is given' },
  'more-than-conference': {
    zh: '金额超过会商决定的数额，请写明理由或重新会商',
    en: 'More than the conference decided; say why or confer again',
  },
  'no-such-condition': {
    zh: '没有这项会商条件，或已不必再看',
    en: 'There is no such condition, or nobody has to look any more',
  },
  'no-such-objection': { zh: '没有等待答复的异议', en: 'No such objection waits for an answer' },
  'objection-open': {
    zh: '公示异议还没有答复，请先核查并答复',
    en: 'An objection is open; look into it and answer it first',
  },
  'no-such-board': { zh: '没有这份公示，请核对编号', en: 'There is no such board; check its number' },
  'nothing-to-post': { zh: '这里没有需要公示的事项', en: 'Nothing is to be posted there' },
  'board-hung': { zh: '这份公示已经张贴', en: 'That board hangs already' },
  'board-not-hung': { zh: '这份公示还没有张贴', en: 'That board does not hang yet' },
  'board-over': { zh: '这份公示已经结束', en: 'That board is over' },
  'board-too-short': { zh: '还没有公示满规定的天数', en: 'It has not hung for the days that law gives' },
  'hung-day-outside': {
    zh: '张贴日期不能早于制作日，也不能晚于今天',
    en: 'It hangs from its day on and not later than today',
  },
  'no-such-entry': { zh: '公示上没有这个序号', en: 'There is no such entry on the board' },
  'place-needed': { zh: '请写明张贴在哪里', en: 'Say where it hangs' },
  'no-such-list': { zh: '没有这份名单，请核对编号', en: 'There is no such list; check its number' },
  'no-such-declaration': {
    zh: '这户没有这份近亲属申报，或申报人已离任，请核对编号',
    en: 'Nobody of this household was declared so, or the official left office; check its number',
  },
  'kin-on-record': { zh: '这份申报已经备案', en: 'That declaration is on record already' },
  'kin-not-recorded-here': {
    zh: '这份申报不是在本系统备案的，不能撤回',
    en: 'It was not put on record here, so it cannot be taken back here',
  },
  'step-open': { zh: '还有没办完的步骤', en: 'A step is not done yet' },
} as const satisfies Record<string, Words>

/** The code of a refusal, as the API gives it. */
export type CaseRefusal = keyof typeof caseRefusalWords
