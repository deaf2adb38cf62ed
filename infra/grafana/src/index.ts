export { pipelineDashboard } from './pipeline.ts'
export { programmeDashboard } from './programme.ts'
