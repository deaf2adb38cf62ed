import type { ThemeConfig } from 'antd'
import type { TextSize } from '../text-size.ts'

const LOOK: ThemeConfig = {
  token: {
    colorPrimary: '#1f5c4d',
    colorInfo: '#1f5c4d',
    colorLink: '#1f5c4d',
    colorError: '#a8231b',
    colorWarning: '#b45f06',
    colorSuccess: '#2c7a5f',
    colorText: '#1f2a26',
    colorTextSecondary: '#5b6863',
    colorTextPlaceholder: '#5b6863',
    colorBgLayout: '#f5f3ee',
    colorBorder: '#cfcabd',
    colorBorderSecondary: '#e2ded4',
    borderRadius: 10,
    fontFamily: 'inherit',
    fontSize: 15,
    wireframe: false,
  },
  components: {
    Table: {
      headerBg: '#efece4',
      headerColor: '#4c5753',
      headerSortActiveBg: '#e6e2d6',
      headerSortHoverBg: '#e6e2d6',
      bodySortBg: '#ffffff',
      rowHoverBg: '#f3f9f6',
      rowSelectedBg: '#e3eee9',
      rowSelectedHoverBg: '#d8e8e1',
      cellPaddingBlockSM: 4,
      cellFontSizeSM: 14,
    },
    Drawer: { colorBgElevated: '#f5f3ee' },
  },
}

/** What text and targets of a desk grow by; its tables stay readable beside its menu. */
const GROWTH: Readonly<Record<TextSize, number>> = { standard: 1, elder: 1.5, largest: 2.2 }
const TARGET_PX = 60

/** The look of the desk's components: the same ink, paper and green as the rest, in a size. */
export const deskTheme = (size: TextSize): ThemeConfig => {
  if (size === 'standard') return LOOK
  const fontSize = Math.round(15 * GROWTH[size])
  return {
    ...LOOK,
    token: {
      ...LOOK.token,
      fontSize,
      controlHeight: TARGET_PX,
      controlHeightSM: TARGET_PX,
      colorTextSecondary: '#3d4945',
    },
    components: { ...LOOK.components, Table: { ...LOOK.components?.Table, cellFontSizeSM: fontSize } },
  }
}
