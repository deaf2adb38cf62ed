import { disasterLoss } from './disaster-loss.ts'
import { fireLoss } from './fire-loss.ts'
import { hotlineGridLead } from './hotline-grid-lead.ts'
import type { Indicator } from './indicator.ts'
import { trafficCasualty } from './traffic-casualty.ts'
import { unsafeHousing } from './unsafe-housing.ts'

/** Every indicator, in the order of their ids. */
export const catalogue: readonly Indicator[] = [disasterLoss, fireLoss, hotlineGridLead, trafficCasualty, unsafeHousing]

const byId = new Map(catalogue.map((indicator) => [indicator.id, indicator]))

/** The indicator with this id; undefined where there is none. */
export const indicatorOf = (id: string): Indicator | undefined => byId.get(id)
