export { type Clock, createClock } from './clock.ts'
export { type Engines, openEngines, openLog } from './open-engines.ts'
export { type ProcessWorld, runService, type Service } from './run-service.ts'
export { readSettings, SettingsProblem, serviceSettings } from './settings.ts'
