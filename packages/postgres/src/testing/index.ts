export { openPatiently } from './open-patiently.ts'
export { seedRegions, seedStaff, seedTaskEvents } from './seed.ts'
