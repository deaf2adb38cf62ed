export * from './facts.ts'
export * from './profile.ts'
