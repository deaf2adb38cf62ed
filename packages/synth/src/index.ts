export { type County, type CountyOptions, countyRows, hardships, synthCounty } from './county.ts'
export { type FeedId, type FeedRow, feeds, layouts } from './layouts.ts'
export { exampleCounty } from './region.ts'

export { type WrittenCounty, writeCounty } from './write-county.ts'
