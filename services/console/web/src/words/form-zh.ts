/** Words of the form of a visit, in Chinese. */
export const formZh = {
  formOpen: '填入户调查表',
  formPrintBlank: '打印空白表',
  formPrintFilled: '打印已填表（{{day}}）',
  formYes: '是',
  formNo: '否',
  formOtherwise: '家庭说法不同',
  formRowMore: '加一人',
  formRowGone: '去掉这一人',
  formSigning: '签字',
  formVisitor: '调查人{{no}}',
  formLetter: '家庭签核对授权书',
  formLetterWords:
    '授权民政部门查询全家的存款、证券、商业保险、公积金和支付账户，只用于社会救助核对，{{days}} 天内有效。',
  formSignature: '家庭签字',
  formSignAgain: '重新签',
  formUnsigned: '没有签字的原因',
  formMissing: '还差 {{count}} 项：',
  formSave: '保存调查表',
  formSaid: '{{name}}',
} as const
