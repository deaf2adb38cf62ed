-- Families whom an outcome put to rest although work was still to be done: before there were cases, 转办, 一事一议, 协助申请 and
-- proposals to change aid ended in silence. Their leads end their rest, so that the next supervision sends somebody to look
-- where they still hold.
with resting as (
  select t.household, (lead ->> 'indicator') || '/' || coalesce(lead ->> 'person', '') as key
  from tasks t, jsonb_array_elements(t.state::jsonb -> 'leads') lead
  where t.status = 'closed' and t.state::jsonb -> 'outcome' ->> 'outcome' in
    ('eligible-apply', 'transfer', 'yishi-yiyi', 'confirmed-stop', 'confirmed-reduce', 'confirmed-raise', 'recover-funds')
    and not exists (select 1 from cases c where c.household = t.household)
)
update household_files f set wake_on = date '2000-01-01', state = jsonb_set(
  f.state::jsonb, '{suppressed}', (
    select jsonb_object_agg(known.key, case
      when exists (select 1 from resting r where r.household = f.household and r.key = known.key)
      then jsonb_set(known.value, '{until}', '"2000-01-01"') else known.value end)
    from jsonb_each(f.state::jsonb -> 'suppressed') known))::text
where f.household in (select household from resting)
  and jsonb_typeof(f.state::jsonb -> 'suppressed') = 'object' and f.state::jsonb -> 'suppressed' <> '{}'::jsonb;
