/** The roles, in the order of a task's way up, with the key of their name. */
export const ROLE_WORDS = {
  'grid-worker': 'role_grid_worker',
  coordinator: 'role_coordinator',
  district: 'role_district',
  city: 'role_city',
  data: 'role_data',
} as const
