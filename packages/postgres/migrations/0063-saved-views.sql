create table saved_views (
  staff_no text not null,
  page text not null,
  name text not null,
  query text not null,
  primary key (staff_no, page, name),
  constraint saved_views_page check (page in ('tasks', 'cases'))
);
comment on table saved_views is 'Filters that somebody keeps under a name, as the address of the page.';
