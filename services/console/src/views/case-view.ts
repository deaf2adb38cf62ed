import { type Case, caseEventText, givenFen, grantedFen, recoverableFen, recoveredFen } from '@shouwang/casework'
import type { CaseEvent, Day } from '@shouwang/contracts'
import { readCaseHistory, readHouseholds, readRegionNames, readStaffNames, readStaffRoles } from '@shouwang/postgres'
import type { Backend } from '../backend/backend.ts'
import type { Person } from '../sign-in/access.ts'
import { seeDecision, seeKeptCheck } from './kept-check-view.ts'
import { noteFor, wordsFor } from './note-access.ts'
import { kinNoteFor } from './official-kin-view.ts'
import { seeOtherAid } from './other-aid.ts'
import { seePeople } from './people-view.ts'
import { seeReferrals } from './referral-view.ts'
import { toldOf } from './told-view.ts'

/** A page of cases as lists show it: the head of the household by masked name. */
export const seeCases = async (backend: Backend, cases: readonly Case[]) => {
  const { sql } = backend
  const today = backend.today()
  const [households, regions, names] = await Promise.all([
    readHouseholds(
      sql,
      cases.map(({ household }) => household),
    ),
    readRegionNames(
      sql,
      cases.flatMap(({ region }) => region ?? []),
    ),
    readStaffNames(
      sql,
      cases.flatMap(({ owner }) => owner ?? []),
    ),
  ])
  const headOf = ({ household }: Case) => households.get(household)?.assessment.members[0]
  const people = await seePeople(
    backend,
    cases.flatMap((known) => headOf(known) ?? []),
    today,
    [],
  )
  return cases.map((known) => {
    const head = headOf(known)
    return {
      ...plain(known, today),
      headName: head === undefined ? '（未登记户主）' : people.nameOf(head),
      regionName: known.region === null ? '辖区未知' : (regions.get(known.region) ?? known.region),
      owner: known.owner === null ? null : { staffNo: known.owner, name: names.get(known.owner) ?? known.owner },
    }
  })
}

const plain = (known: Case, today: Day) => {
  const { caseId, householdNo, matter, department, kind, grade, status, step, openedOn, dueOn } = known
  const { papersDueOn, result, seq } = known
  return {
    ...{ caseId, householdNo, matter, department, class: known.class, kind, grade, status, step, openedOn, dueOn },
    ...{ papersDueOn, result, seq },
    overdue: status === 'open' && dueOn < today,
    grantedFen: grantedFen(known),
    givenFen: givenFen(known),
  }
}

/** One case in full: how far it has come, what was decided and given, and all that happened. */
export const seeCase = async (backend: Backend, asker: Person, known: Case) => {
  const [item] = await seeCases(backend, [known])
  if (item === undefined) throw new RangeError(`case ${known.caseId} has no view`)
  const [history, told] = await Promise.all([readCaseHistory(backend.sql, known.caseId), toldOf(backend, known.caseId)])
  const [written, households] = [staffOfCase(known, history), await readHouseholds(backend.sql, [known.household])]
  const [names, roles, people] = await Promise.all([
    readStaffNames(backend.sql, [...new Set([...written, ...told.staffNos])]),
    readStaffRoles(backend.sql, written),
    seePeople(backend, households.get(known.household)?.assessment.members ?? [], backend.today(), []),
  ])
  const words = (by: string, text: string) => wordsFor(asker, by, text, { roles, people })
  const nameOf = (staffNo: string) => (staffNo === 'system' ? '系统' : (names.get(staffNo) ?? staffNo))
  const check = await seeKeptCheck(backend, asker, known.check)
  const programme = (id: string) => backend.programmes.find((each) => each.id === id)?.name ?? id
  return {
    ...item,
    reasons: [...known.reasons],
    taskIds: [...known.taskIds],
    check,
    officialKin: await kinNoteFor(backend, asker, known),
    authorisation: known.authorisation,
    proposal:
      known.proposal === null
        ? null
        : {
            decision: {
              ...seeDecision(asker, known.proposal.decision),
              reasons: words(known.proposal.by, known.proposal.decision.reasons),
            },
            by: { staffNo: known.proposal.by, name: nameOf(known.proposal.by) },
          },
    decisions: known.decisions.map((each) => ({
      ...each,
      ...seeDecision(asker, each),
      reasons: words(each.by, each.reasons),
      by: nameOf(each.by),
    })),
    appealed: known.appealed,
    aid: known.aid.map(({ person: _, ...each }) => ({
      ...each,
      by: nameOf(each.by),
      recoveredFen: recoveredFen({ recovered: known.recovered.filter(({ aidId }) => aidId === each.aidId) }),
    })),
    referrals: await seeReferrals(
      backend,
      asker,
      known.referrals.map((referral) => ({ known, referral })),
    ),
    conferences: known.conferences.map((each) => ({
      ...each,
      conditions: [...each.conditions],
      programmeName: each.programme === null ? null : programme(each.programme),
    })),
    conditions: known.conditions.map(({ looks, ...each }) => ({
      ...each,
      looks: looks.map(({ by, note, ...look }) => ({ ...look, byName: nameOf(by), note: words(by, note) })),
    })),
    objected:
      known.objected === null
        ? null
        : {
            ...{ decisionNo: known.objected.decisionNo, boardNo: known.objected.boardNo },
            ...{ note: known.objected.note, stops: known.objected.stops },
          },
    recovered: known.recovered.map((each) => ({ ...each, by: nameOf(each.by) })),
    recoverableFen: recoverableFen(known),
    recoveredFen: recoveredFen(known),
    history: history.map((event) => ({
      seq: event.seq,
      type: event.type,
      at: event.at,
      day: event.day,
      byName: nameOf(event.by),
      text:
        caseEventText(noteFor(asker, event, { roles, people }), 'zh', { staff: nameOf, programme }) +
        told.text(event.seq, nameOf),
    })),
    otherAid: await seeOtherAid(backend, known, nameOf),
  }
}

/** Everybody whom the lines of a case name. */
export const staffOfCase = (known: Case, history: readonly CaseEvent[]): string[] => [
  ...new Set([
    ...known.aid.map(({ by }) => by),
    ...known.decisions.map(({ by }) => by),
    ...known.conditions.flatMap(({ looks }) => looks.map(({ by }) => by)),
    ...history.flatMap((event) => [
      event.by,
      ...('owner' in event && event.owner !== null ? [event.owner] : []),
      ...((event.type === 'CaseEscalated' || event.type === 'ConditionDue') && event.to !== null ? [event.to] : []),
      ...(event.type === 'DecisionMade' && event.proposedBy !== null ? [event.proposedBy] : []),
    ]),
  ]),
]
