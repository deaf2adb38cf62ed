export { sheetRow, workbook } from './files/workbook.ts'
export { memoryIntake } from './memory-intake.ts'
export { type Door, identity, mapped, openDoor, type ReadFile } from './open-door.ts'
