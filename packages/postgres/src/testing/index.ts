export { seedRegions, seedStaff, seedTaskEvents } from './seed.ts'
