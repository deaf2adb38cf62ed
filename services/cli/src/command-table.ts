import type { SetUp } from './shell.ts'

/** A command as the list of commands shows it. What it takes and does is loaded once it is called, or asked for its help. */
export type CommandEntry = {
  readonly name: string
  readonly alias?: string
  readonly about: string
  /** Its arguments as commander writes them, each with its explanation where it needs one. */
  readonly takes?: readonly (readonly [argument: string, about?: string])[]
  readonly load: () => Promise<SetUp>
}

/** Every command, in the order in which the help lists them. */
export const commandTable: readonly CommandEntry[] = [
  {
    name: 'start',
    about: '启动守望：收数据、研判、派单、控制台（同 pnpm start）',
    load: async () => (await import('./commands/start.ts')).startCommand,
  },
  {
    name: 'import',
    about: '导入部门报送的文件（CSV、NDJSON、XLSX），研判完成后给出回执',
    takes: [['<文件...>', '一个或多个文件；接口由表头和文件名识别']],
    load: async () => (await import('./commands/import-files.ts')).importCommand,
  },
  {
    name: 'tasks',
    about: '列出任务，先到期的在前（默认只列待接单和办理中的）',
    load: async () => (await import('./commands/task-list.ts')).taskListCommand,
  },
  {
    name: 'accept',
    about: '接单',
    takes: [['<任务号>']],
    load: async () => (await import('./commands/task-work.ts')).acceptCommand,
  },
  {
    name: 'contact',
    about: '记录已联系到红色任务的本人或家属',
    takes: [['<任务号>']],
    load: async () => (await import('./commands/task-work.ts')).contactCommand,
  },
  {
    name: 'outcome',
    about: '记录核查结果',
    takes: [['<任务号>'], ['<结果>', '结果代码，如 eligible-apply；写错时会列出可用的']],
    load: async () => (await import('./commands/task-work.ts')).outcomeCommand,
  },
  {
    name: 'cases',
    about: '列出个案，先到期的在前（默认只列在办的）',
    load: async () => (await import('./commands/case-list.ts')).caseListCommand,
  },
  {
    name: 'case',
    about: '看一个个案的经过，或办理它：核对、决定、给付、转交、销号',
    takes: [['<个案号>']],
    load: async () => (await import('./commands/case-work.ts')).caseCommand,
  },
  {
    name: 'referrals',
    about: '列出转给部门和机构的转办单，先到期的在前；--by 看一个部门的收件箱',
    load: async () => (await import('./commands/referral-list.ts')).referralListCommand,
  },
  {
    name: 'referral',
    about: '看一张转办单，或由部门（机构）接收、退回、记进展、办结',
    takes: [['<转办单号>']],
    load: async () => (await import('./commands/referral-work.ts')).referralCommand,
  },
  {
    name: 'conference',
    about: '个案会商（一事一议）：召集、记意见、形成决定、结束',
    load: async () => (await import('./commands/conference.ts')).conferenceCommands,
  },
  {
    name: 'precedents',
    about: '会商先例：按情形或相似个案查找；--rule 由先例拟定规则并试算会惠及多少人',
    load: async () => (await import('./commands/precedents.ts')).precedentsCommand,
  },
  {
    name: 'publicity',
    about: '公示：按村和项目制作，登记张贴、撤下和异议；在保名单',
    load: async () => (await import('./commands/publicity.ts')).publicityCommands,
  },
  {
    name: 'official-kin',
    about: '近亲属备案：经办人员和村干部申报的近亲属享受救助是否备案；登记和撤回（区级以上）',
    load: async () => (await import('./commands/official-kin.ts')).officialKinCommands,
  },
  {
    name: 'lists',
    about: '给部门的名单：按圈层、原因、项目、年龄、残疾、住房生成，注明用途；部门从名单中帮扶',
    load: async () => (await import('./commands/department-lists.ts')).listsCommands,
  },
  {
    name: 'funds',
    about: '救助资金的余额，和一段时间的给付台账',
    load: async () => (await import('./commands/funds.ts')).fundsCommand,
  },
  {
    name: 'leads',
    about: '线索：群众和各单位反映的困难，没有身份证号的先查明是谁；各渠道成效',
    load: async () => (await import('./commands/leads.ts')).leadCommands,
  },
  {
    name: 'patrols',
    about: '巡访：今天顺路去哪几户，各村居按期多少户；敲门行动，一户不漏',
    load: async () => (await import('./commands/patrols.ts')).patrolCommands,
  },
  {
    name: 'notices',
    about: '看一位工作人员的提醒；--sent 看发出的消息，--failed 看没送到的，--retry 重发',
    load: async () => (await import('./commands/notices.ts')).noticesCommand,
  },
  {
    name: 'explain',
    about: '说明一户的研判：已知什么、谁提供的、依据哪条标准、还缺什么',
    takes: [['[户号]', '户号；也可写 --household 或 --person']],
    load: async () => (await import('./commands/explain.ts')).explainCommand,
  },
  {
    name: 'trace',
    about: '全程追溯：从部门的一行数据到事实、研判、派单、走访、个案、决定、给付、销号',
    takes: [['<户号>']],
    load: async () => (await import('./commands/trace.ts')).traceCommand,
  },
  {
    name: 'check',
    about: '一键核对：逐项对照各项救助的条件，符合、不符合、未知，并列出依据和全年少享',
    takes: [['[户号]', '户号或身份证号；也可写 --household 或 --person']],
    load: async () => (await import('./commands/check.ts')).checkCommand,
  },
  {
    name: 'apply',
    about: '一证申请：凭身份证号看成员、收入、财产、参保、已享受和应享受的救助，或受理申请',
    takes: [['<身份证号>', '申请人的身份证号，或 p_ 开头的人员编号']],
    load: async () => (await import('./commands/apply.ts')).applyCommand,
  },
  {
    name: 'quarantine',
    about: '隔离区：没能接受的数据行，可查看、补正后重新提交或废弃',
    load: async () => (await import('./commands/quarantine.ts')).quarantineCommands,
  },
  {
    name: 'feeds',
    about: '部门数据接口：列出全部，或试读一个文件',
    load: async () => (await import('./commands/feeds.ts')).feedCommands,
  },
  {
    name: 'corrections',
    about: '请部门更正：列出、提出、记下答复',
    load: async () => (await import('./commands/corrections.ts')).correctionCommands,
  },
  {
    name: 'keys',
    about: '部门报送密钥：签发、列出、停用',
    load: async () => (await import('./commands/keys.ts')).keyCommands,
  },
  {
    name: 'staff',
    about: '人员账号：首位管理员、发放口令、停用、提出和确认变更',
    load: async () => (await import('./commands/staff.ts')).staffCommands,
  },
  {
    name: 'operator-keys',
    about: '操作员密钥：命令行访问别处的守望',
    load: async () => (await import('./commands/operator-keys.ts')).operatorKeyCommands,
  },
  {
    name: 'audit',
    about: '审计：核验、列出、谁看过某人',
    load: async () => (await import('./commands/audit.ts')).auditCommands,
  },
  {
    name: 'retention',
    about: '保存期限：什么存多久、依据什么、下次会删多少、哪些因保全留着',
    load: async () => (await import('./commands/retention.ts')).retentionCommands,
  },
  {
    name: 'erase',
    about: '按令删除一个人的全部数据：提出，由第二人确认',
    takes: [['<身份证号>', '身份证号，或 p_ 开头的人员编号']],
    load: async () => (await import('./commands/retention.ts')).eraseCommand,
  },
  {
    name: 'policy',
    about: '列出某地某日有效的政策标准，每个数都有出处',
    load: async () => (await import('./commands/policy.ts')).policyCommand,
  },
  {
    name: 'simulate',
    about: '试算：一份政策草案会使哪些家庭进、出、增、减，花多少钱；不改动任何任务',
    takes: [['<草案目录>']],
    load: async () => (await import('./commands/simulate.ts')).simulateCommand,
  },
  {
    name: 'adopt',
    about: '采用一份政策草案：提出，由第二人确认，自采用日起只重判有关的家庭',
    takes: [['<草案目录>']],
    load: async () => (await import('./commands/adopt.ts')).adoptCommand,
  },
  {
    name: 'rings',
    about: '困难圈层：各区域的家庭按收入、名册和致困原因各有多少；按困难程度列出家庭',
    load: async () => (await import('./commands/rings.ts')).ringsCommand,
  },
  {
    name: 'stock',
    about: '存量摸排清单：启用之初首次推送带来、还没有派单的家庭，排在前面的先派；起草摸排期',
    load: async () => (await import('./commands/stock.ts')).stockCommand,
  },
  {
    name: 'shadow',
    about: '影子指标：只研判、计数、不派单的指标会提示多少户；起草启用',
    load: async () => (await import('./commands/shadow.ts')).shadowCommand,
  },
  {
    name: 'report',
    about: '统计报表',
    load: async () => (await import('./commands/report.ts')).reportCommand,
  },
  {
    name: 'reconcile',
    alias: 'ledger',
    about: '对账：每个接口每个业务日，收到的每一条去了哪里',
    load: async () => (await import('./commands/reconcile.ts')).reconcileCommand,
  },
  {
    name: 'backup',
    about: '备份：日志、数据库、数据仓库在同一时刻的样子，不用停机',
    takes: [['<文件夹>', '备份写到哪里；应是空的，最好在另一块盘上']],
    load: async () => (await import('./commands/backup.ts')).backupCommand,
  },
  {
    name: 'verify',
    about: '核对一份备份是否完好',
    takes: [['<文件夹>']],
    load: async () => (await import('./commands/backup.ts')).verifyCommand,
  },
  {
    name: 'restore',
    about: '从备份恢复数据文件夹',
    takes: [['<文件夹>', '一份备份']],
    load: async () => (await import('./commands/backup.ts')).restoreCommand,
  },
  {
    name: 'synth',
    about: '生成一个虚构的县：目录里每个部门的文件，和已知困难家庭与相似家庭的答案（expected.csv）',
    load: async () => (await import('./commands/synth.ts')).synthCommand,
  },
]
