export { type Dashboard, dashboard, type Panel, type Target } from './panel.ts'
export { pipelineDashboard } from './pipeline.ts'
export { programmeDashboard } from './programme.ts'
