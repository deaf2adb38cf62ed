/** Who has a family's case in hand. */
export type People = { readonly worker: string; readonly town: string; readonly district: string }

/** A request of somebody to a case, without its id. */
export type CaseAsk = { readonly by: string; readonly command: { readonly type: string } & Record<string, unknown> }

type Random = () => number

const day = '2026-10-31'
const pick = <T>(things: readonly T[], random: Random): T => things[Math.floor(random() * things.length)] as T
const fenUpTo = (most: number, random: Random): number => 10_000 * (1 + Math.floor((random() * most) / 10_000))

/** The funds that pay: the budget comes before the reserve, so that who asks for the reserve is refused while it holds enough. */
export const funds = { budget: 'F-budget', reserve: 'F-reserve' } as const

const give = (random: Random): CaseAsk['command'] => ({
  type: 'GiveAid',
  aid: {
    ...{ form: pick(['cash', 'card'], random), programme: 'temporary-relief', amountFen: fenUpTo(250_000, random) },
    ...{ what: '', person: null, fund: pick([funds.budget, funds.budget, funds.reserve, null], random) },
  },
})

const decide = (random: Random): CaseAsk['command'] => ({
  type: 'Decide',
  decision: {
    ...{ result: 'granted', programme: 'temporary-relief', amountFen: fenUpTo(900_000, random), lines: [] },
    ...{ reasons: '核实后会商同意', deviation: '先行救助不足以安顿', from: day, to: null },
  },
})

/** One thing or several at once: a decision paid in three instalments is one batch. */
const deck: readonly ((people: People, caseId: string, random: Random) => readonly CaseAsk[])[] = [
  ({ town }, _, random) => [{ by: town, command: give(random) }],
  ({ town, district }, _, random) => [town, district, town].map((by) => ({ by, command: give(random) })),
  ({ town }, _, random) => [{ by: town, command: decide(random) }],
  ({ district }, _, random) => [{ by: district, command: decide(random) }],
  ({ district }) => [{ by: district, command: { type: 'ApproveDecision' } }],
  ({ town }, caseId, random) => [
    { by: town, command: { type: 'ReverseAid', aidId: `${caseId}-a${1 + Math.floor(random() * 4)}`, why: '未到账' } },
  ],
  ({ town }, caseId, random) => [
    {
      by: town,
      command: {
        type: 'RecordRecovery',
        recovery: {
          ...{ way: 'paid-back', amountFen: fenUpTo(60_000, random), aidId: `${caseId}-a1` },
          ...{ against: '收据 7', fund: funds.budget },
        },
      },
    },
  ],
  ({ town }) => [{ by: town, command: { type: 'CompleteStep', note: '材料已补齐' } }],
  ({ town }) => [{ by: town, command: { type: 'TakeCheck' } }],
  ({ town, district, worker }, _, random) => [
    { by: district, command: { type: 'HandOverCase', owner: pick([town, worker], random), why: '轮岗' } },
  ],
  ({ district }) => [{ by: district, command: { type: 'NoteCase', note: '已电话回访' } }],
  ({ town }) => [{ by: town, command: { type: 'CloseCase', result: 'helped', note: '已回访' } }],
  ({ town }) => [{ by: town, command: { type: 'ReopenCase', why: '再次困难' } }],
]

/** What is asked of a case at the same time, drawn anew for each round. */
export const drawAsks = (people: People, caseId: string, cards: number, random: Random): readonly CaseAsk[] =>
  Array.from({ length: cards }).flatMap(() => pick(deck, random)(people, caseId, random))
