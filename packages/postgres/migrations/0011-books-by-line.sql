-- A book has one line for each type of fact, so that what was not touched is written back as it was read.
update persons set facts = coalesce((
  select string_agg(line, E'\n') from (
    select '[' || string_agg(facts_of_type::text, ',') || ']' as line
    from json_array_elements(facts::json) facts_of_type group by substring(facts_of_type::text from '"([^"]+)"')) lines), '');
