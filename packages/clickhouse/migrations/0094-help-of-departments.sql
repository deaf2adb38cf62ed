-- What departments and organisations gave under referrals is help like any other: `source` tells who gave it. No feed of ours can
-- confirm it, so it counts from the day on which it was recorded.
create or replace view aid_given as
with
  events as (select * from case_events final),
  places as (
    select case_id, anyIf(household, type = 'CaseOpened') as family, argMaxIf(region, seq, region != '') as place
    from events group by case_id
  ),
  taken_back as (select distinct aid_id from events where type = 'AidReversed'),
  given as (
    select aid_id, case_id, programme, form, amount_fen, fund, person, help_first, day as given_on,
      if(type = 'AidGiven', 'case', 'referral') as source
    from events where type = 'AidGiven' or (type in ('ReferralProgressed', 'ReferralDone') and aid_id != '')
  ),
  confirmed as (
    select given.aid_id as aid_id, min(told.day) as confirmed_on
    from given join (
      select subject, replaceAll(JSONExtractString(data, 'programme'), '_', '-') as programme,
        if(type = 'SubsidyPaid', toDateOrZero(JSONExtractString(data, 'paidOn')), business_day) as day
      from change_events final
      where not retracted and (type = 'SubsidyPaid' or (type = 'AssistanceListed' and JSONExtractString(data, 'status') = 'active'))
    ) as told on told.subject = given.person and told.programme = given.programme
    where told.day between given.given_on and given.given_on + 60
    group by aid_id
  )
select given.aid_id as aid_id, given.case_id as case_id, places.family as household, places.place as region,
  given.programme as programme, given.form as form, given.amount_fen as amount_fen, given.fund as fund,
  given.help_first as help_first, given.given_on as given_on, given.source as source,
  given.aid_id in (select aid_id from taken_back) as reversed,
  given.source = 'case' and given.form = 'card' and given.person != ''
    and (select count() from change_events where type = 'SubsidyPaid') > 0 as feed_tells,
  confirmed.aid_id != '' as is_confirmed,
  multiIf(reversed, null, not feed_tells, toNullable(given.given_on), is_confirmed, toNullable(confirmed.confirmed_on), null) as helped_on
from given
left join places on places.case_id = given.case_id
left join confirmed on confirmed.aid_id = given.aid_id
