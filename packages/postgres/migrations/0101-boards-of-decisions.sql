-- Nothing is paid by a decision that law wants public before a board named it: decisions that hang already say on which one.
update cases c set state = jsonb_set(c.state::jsonb, '{decisions}', (
  select jsonb_agg(case when posted.board_no is null then d.decision else d.decision || jsonb_build_object('boardNo', posted.board_no) end order by d.nth)
  from jsonb_array_elements(c.state::jsonb -> 'decisions') with ordinality as d (decision, nth)
  left join lateral (
    select e.event::jsonb ->> 'boardNo' as board_no from case_events e
    where e.case_id = c.case_id and e.type = 'DecisionPosted' and e.event::jsonb ->> 'decisionNo' = d.decision ->> 'decisionNo'
    order by e.seq desc limit 1
  ) posted on true
))::text
where exists (select 1 from case_events e where e.case_id = c.case_id and e.type = 'DecisionPosted');
-- Minors' decisions are on boards that count them and name nobody.
update cases c set state = jsonb_set(c.state::jsonb, '{decisions}', (
  select jsonb_agg(case when due.board_no is null or d.decision ? 'boardNo' then d.decision else d.decision || jsonb_build_object('boardNo', due.board_no) end order by d.nth)
  from jsonb_array_elements(c.state::jsonb -> 'decisions') with ordinality as d (decision, nth)
  left join publicity_due due on due.decision_no = d.decision ->> 'decisionNo' and not exists (
    select 1 from publicity_boards b, jsonb_array_elements(b.state::jsonb -> 'entries') entry
    where b.board_no = due.board_no and entry ->> 'decisionNo' = due.decision_no
  )
))::text
where exists (select 1 from publicity_due due where due.case_id = c.case_id and due.board_no is not null);
