import type { Day, PersonId } from '@shouwang/contracts'
import type { WarehouseClient } from './warehouse-client.ts'

/** One payment to a subsidy card as the feed told it last; `listed` where a roll shows the payee for that programme. */
export type CardPayment = {
  readonly person: PersonId
  readonly programme: string
  readonly amountFen: number
  readonly paidOn: Day
  readonly listed: boolean
}

/** The payments of a span of days for these programmes, without those that the bank sent back. */
export const cardPayments = async (
  client: WarehouseClient,
  { from, to, programmes }: { readonly from: Day; readonly to: Day; readonly programmes: readonly string[] },
): Promise<readonly CardPayment[]> => {
  const answer = await client.query({ query, query_params: { from, to, programmes }, format: 'JSONEachRow' })
  const rows = await answer.json<Omit<CardPayment, 'amountFen' | 'listed'> & { fen: string; onRoll: number }>()
  return rows.map(({ fen, onRoll, ...row }) => ({ ...row, amountFen: Number(fen), listed: Number(onRoll) === 1 }))
}

/** The last word on each payment counts: a later revision, and at equal ones what takes it back. */
const query = `
  with told as (
    select subject, source_key, argMax(data, (revision, retracted)) as last, argMax(retracted, (revision, retracted)) as gone
    from change_events where type = 'SubsidyPaid' group by subject, source_key
  ),
  paid as (
    select subject, JSONExtractString(last, 'programme') as programme, JSONExtractInt(last, 'amountFen') as fen,
      JSONExtractString(last, 'paidOn') as paid_on
    from told
    where not gone and programme in {programmes:Array(String)} and paid_on between {from:String} and {to:String}
  ),
  rolls as (
    select distinct subject,
      if(type = 'AssistanceListed', replaceAll(JSONExtractString(data, 'programme'), '_', '-'),
        concat('disability-', JSONExtractString(data, 'kind'))) as programme
    from change_events
    where not retracted and ((type = 'AssistanceListed' and JSONExtractString(data, 'status') = 'active')
      or type = 'DisabilitySubsidyListed')
  )
  select paid.subject as person, paid.programme as programme, paid.fen as fen, paid.paid_on as paidOn,
    (paid.subject, paid.programme) in (select subject, programme from rolls) as onRoll
  from paid order by paidOn, person`
