// All texts of the page in both languages. {x} stands for a value.
const en = {
  title: 'Alicom emulator', skip: 'Skip to the queues', settings: 'Settings', sections: 'Sections',
  live: 'live', lost: 'no answer', paused: 'paused', wait: 'connecting',
  pause: 'Pause', resume: 'Resume', keys: 'Shortcuts', reset: 'Reset',
  themeauto: 'Theme: auto', themelight: 'Theme: light', themedark: 'Theme: dark',
  queues: 'Queues', messages: 'Messages', sendShort: 'Send', faults: 'Faults', requests: 'Requests', endpoint: 'Options',
  noQueues: 'No queue yet. A queue exists once a route requests a token for it, or a receipt is sent.',
  visible: 'visible', invisible: 'invisible', deleted: 'deleted', sent: 'sent', received: 'received',
  nextIn: 'next visible in {n}', polls: '{n} polls waiting', polls1: '1 poll waiting', nothing: 'no consumer polling',
  perSecond: 'deleted per second', ago: '{n} ago', now: 'now',
  plot: 'The last two minutes, now {v} visible, {i} invisible, {d} deleted.',
  byKind: 'Requests by kind', noKinds: 'None so far.',
  token: 'token', send_: 'send', receive: 'receive', receiveEmpty: 'receive, empty', peek: 'peek', delete: 'delete',
  batchDelete: 'batch delete', changeVisibility: 'change visibility', getQueue: 'get queue', createQueue: 'create queue',
  setQueue: 'set queue', deleteQueue: 'delete queue', other: 'other', sendDetails: 'send details',
  callDetail: 'call detail', globeMessage: 'query message',
  noMessages: 'No messages yet. Send a receipt to see how it passes through the queue.',
  ofQueue: 'newest first, {n} of {q}', times: 'received {n}×', never: 'not received yet', left: '{n} left',
  history: 'History', id: 'Message', more: 'Show up to 100', fewer: 'Show fewer', body: 'Receipt', loading: 'Loading…', dropped: '{n} events are not retained.',
  ev_sent: 'enqueued', ev_received: 'received', ev_visibilityChanged: 'lease changed',
  ev_leaseEnded: 'lease expired', ev_released: 'released by a fault', ev_deleted: 'deleted',
  ev_deleteRefused: 'delete refused', ev_changeRefused: 'change of visibility refused', ev_notDone: 'no effect',
  lease: 'for {n}', by: 'by {n}', fault: 'fault: {n}', answerLost: 'answer lost',
  requestsTitle: 'Last requests', hideEmpty: 'hide empty receives', noRequests: 'No requests yet. Start a route with the options on this page.',
  hidden: 'Only empty receives so far.', countAll: '{n} in total', time: 'Time', kind: 'Kind', queue: 'Queue', answer: 'Answer',
  cut: 'connection closed', empty: 'empty',
  send: 'Send receipts', type: 'Type', count: 'How many', otherType: 'another type…', otherName: 'Name of the type',
  fresh: 'Fresh sample', sendOne: 'Send', sendMany: 'Send {n}', asSample: 'A documented sample. Unedited, each receipt has its own numbers.',
  edited: 'Every receipt is sent unchanged.', notJson: 'Not valid JSON: {e}', notObject: 'A receipt is a JSON object, or an array of them.',
  badCount: 'How many: a whole number from 1 to 100000.', badType: 'The name of a type consists of letters and digits.',
  sentTo: 'Sent {n} to {q}.', sending: 'Sending…',
  clearAll: 'All off', often: 'How often', once: 'the next request', thrice: 'the next three', third: 'three in ten', always: 'every request',
  otherFaults: 'Other active faults', byJson: 'Add a fault as JSON', faultJson: 'Fault', add: 'Switch on', remove: 'Remove',
  fired: 'happened {n}×', fired0: 'not happened yet', spent: 'spent, {n}×', added: 'Switched on.', cleared: 'All faults are off.',
  f_delay: 'Answers take 2 s', f_delay_: 'every kind of request', f_error: 'MNS fails with InternalError', f_error_: 'receive',
  f_throttle: 'Token service throttles', f_throttle_: 'token: Throttling.User', f_dropBefore: 'Connection closed before the effect', f_dropBefore_: 'any request',
  f_dropAfter: 'Answer to a delete is lost', f_dropAfter_: 'delete, batch delete', f_duplicate: 'Delivered twice', f_duplicate_: 'receive',
  f_cut: 'Body cut after 200 bytes', f_cut_: 'receive', f_emptyAtOnce: 'Empty answer at once', f_emptyAtOnce_: 'receive: no long poll',
  f_expire: 'Tokens expire', f_expire_: 'receive', f_skew: 'Clock an hour ahead', f_skew_: 'any request',
  f_late: 'Effect at once, answer after 5 s', f_late_: 'change visibility, delete, batch delete',
  f_endlessBody: 'Endless body', f_endlessBody_: 'receive', f_endlessHeaders: 'Endless headers', f_endlessHeaders_: 'receive',
  f_htmlPage: 'HTML page instead of an answer', f_htmlPage_: 'delete, batch delete: 200, no effect',
  f_unreadable: 'One message is unreadable', f_unreadable_: 'receive: &#x1; in a body',
  assumptions: 'Assumptions', assumptionsNote: 'How the emulator answers where the documentation of the services leaves it open.',
  topics: '{n} topics, {m} not at the default', asStarted: 'Restore', defaultValue: '{v} (default)', source: 'Source: {s}',
  endpointTitle: 'Endpoint options', form: 'Format', uri: 'endpoint URI', lines: 'one option per line', copy: 'Copy', copiedWell: 'Copied.',
  copiedNot: 'The browser does not allow copying: the text is selected, press Ctrl+C.', ownSecret: 'value of --secret-key',
  keysTitle: 'Keyboard shortcuts', keysOn: 'Single-key shortcuts are on', close: 'Close', cancel: 'Cancel',
  k_q: 'queues', k_m: 'messages', k_r: 'requests', k_s: 'send: the JSON', k_f: 'faults', k_a: 'assumptions', k_e: 'endpoint options', k_c: 'copy the options',
  k_p: 'pause or resume', k_l: 'language', k_t: 'light or dark', k_h: 'this help', k_enter: 'send, from within the form', k_arrows: 'choose a queue',
  resetSure: 'Removes all messages, counts, requests and faults, and restores the assumptions of the start. Queues and tokens remain, so that a running route is not disturbed.',
  resetYes: 'Reset', resetDone: 'Reset is done.',
  lostWords: 'The emulator does not answer. Is it still running? Retrying every second.', refused: 'Refused: {e}',
  ms: '{n} ms', s: '{n} s', min: '{n} min', h: '{n} h',
};
const zh = {
  title: 'Alicom 模拟器', skip: '跳到队列', settings: '设置', sections: '各部分',
  live: '实时', lost: '无响应', paused: '已暂停', wait: '正在连接',
  pause: '暂停', resume: '继续', keys: '快捷键', reset: '重置',
  themeauto: '主题：自动', themelight: '主题：浅色', themedark: '主题：深色',
  queues: '队列', messages: '消息', sendShort: '发送', faults: '故障', requests: '请求', endpoint: '选项',
  noQueues: '暂无队列。路由请求令牌或发送一条回执后，队列会自动创建。',
  visible: '可见', invisible: '不可见', deleted: '已删除', sent: '已发送', received: '已接收',
  nextIn: '{n}后下一条可见', polls: '{n} 个长轮询等待中', polls1: '1 个长轮询等待中', nothing: '没有消费者在等待',
  perSecond: '每秒删除', ago: '{n}前', now: '现在',
  plot: '最近两分钟，当前可见 {v}，不可见 {i}，已删除 {d}。',
  byKind: '按类型统计的请求', noKinds: '暂无。',
  token: '获取令牌', send_: '发送', receive: '接收', receiveEmpty: '接收（空）', peek: '查看', delete: '删除',
  batchDelete: '批量删除', changeVisibility: '修改不可见时间', getQueue: '查询队列', createQueue: '创建队列',
  setQueue: '设置队列', deleteQueue: '删除队列', other: '其他', sendDetails: '查询发送详情',
  callDetail: '查询呼叫详情', globeMessage: '查询短信状态',
  noMessages: '暂无消息。发送一条回执，即可查看它在队列中的处理过程。',
  ofQueue: '最新在前，{q} 条中的 {n} 条', times: '已接收 {n} 次', never: '尚未接收', left: '剩余 {n}',
  history: '消息轨迹', id: '消息', more: '最多显示 100 条', fewer: '显示更少', body: '回执', loading: '加载中…', dropped: '有 {n} 条记录已不再保留。',
  ev_sent: '已入队', ev_received: '已接收', ev_visibilityChanged: '租约已变更',
  ev_leaseEnded: '租约到期', ev_released: '因故障被释放', ev_deleted: '已删除',
  ev_deleteRefused: '删除被拒绝', ev_changeRefused: '修改不可见时间被拒绝', ev_notDone: '未生效',
  lease: '租约 {n}', by: '请求：{n}', fault: '故障：{n}', answerLost: '响应丢失',
  requestsTitle: '最近的请求', hideEmpty: '隐藏空接收', noRequests: '暂无请求。请使用本页的选项启动路由。',
  hidden: '目前只有空接收。', countAll: '共 {n} 个', time: '时间', kind: '类型', queue: '队列', answer: '响应',
  cut: '连接断开', empty: '空',
  send: '发送回执', type: '类型', count: '数量', otherType: '其他类型…', otherName: '类型名称',
  fresh: '新的样例', sendOne: '发送', sendMany: '发送 {n} 条', asSample: '文档中的样例。未修改时，每条回执的编号各不相同。',
  edited: '每条回执都完全相同。', notJson: '不是有效的 JSON：{e}', notObject: '回执是一个 JSON 对象，或对象的数组。',
  badCount: '数量：1 到 100000 的整数。', badType: '类型名称只能是字母和数字。',
  sentTo: '已向 {q} 发送 {n} 条。', sending: '发送中…',
  clearAll: '全部关闭', often: '频率', once: '下一个请求', thrice: '接下来三个', third: '十分之三', always: '每个请求',
  otherFaults: '其他生效的故障', byJson: '用 JSON 添加故障', faultJson: '故障', add: '打开', remove: '移除',
  fired: '已发生 {n} 次', fired0: '尚未发生', spent: '已用完，{n} 次', added: '已打开。', cleared: '所有故障已关闭。',
  f_delay: '响应延迟 2 秒', f_delay_: '所有请求', f_error: 'MNS 返回 InternalError', f_error_: '接收',
  f_throttle: '令牌服务限流', f_throttle_: '获取令牌：Throttling.User', f_dropBefore: '生效前断开连接', f_dropBefore_: '任意请求',
  f_dropAfter: '删除的响应丢失', f_dropAfter_: '删除、批量删除', f_duplicate: '重复投递', f_duplicate_: '接收',
  f_cut: '响应正文在 200 字节后截断', f_cut_: '接收', f_emptyAtOnce: '立即返回空', f_emptyAtOnce_: '接收：无长轮询',
  f_expire: '令牌过期', f_expire_: '接收', f_skew: '时钟快一小时', f_skew_: '任意请求',
  f_late: '立即生效，5 秒后响应', f_late_: '修改不可见时间、删除、批量删除',
  f_endlessBody: '响应正文不结束', f_endlessBody_: '接收', f_endlessHeaders: '响应头不结束', f_endlessHeaders_: '接收',
  f_htmlPage: '返回网页而非响应', f_htmlPage_: '删除、批量删除：200，未生效',
  f_unreadable: '一条消息无法读取', f_unreadable_: '接收：消息体含 &#x1;',
  assumptions: '假设', assumptionsNote: '服务文档未说明时，模拟器如何响应。',
  topics: '共 {n} 项，{m} 项不是默认值', asStarted: '恢复启动时的值', defaultValue: '{v}（默认）', source: '来源：{s}',
  endpointTitle: 'Camel 端点选项', form: '格式', uri: '端点 URI', lines: '每行一个选项', copy: '复制', copiedWell: '已复制。',
  copiedNot: '浏览器不允许复制：文本已选中，请按 Ctrl+C。', ownSecret: '启动时的 --secret-key',
  keysTitle: '键盘快捷键', keysOn: '启用单键快捷键', close: '关闭', cancel: '取消',
  k_q: '队列', k_m: '消息', k_r: '请求', k_s: '发送：JSON', k_f: '故障', k_a: '假设', k_e: '端点选项', k_c: '复制选项',
  k_p: '暂停或继续', k_l: '语言', k_t: '浅色或深色', k_h: '本帮助', k_enter: '在表单中发送', k_arrows: '选择队列',
  resetSure: '所有消息、计数、请求和故障都会清除，假设恢复为启动时的值。队列和令牌保留，正在运行的路由不受影响。',
  resetYes: '重置', resetDone: '已重置。',
  lostWords: '模拟器没有响应，请检查是否仍在运行。每秒重试一次。', refused: '被拒绝：{e}',
  ms: '{n} 毫秒', s: '{n} 秒', min: '{n} 分钟', h: '{n} 小时',
};
export const languages = { en, zh };
let language = 'en';

export const current = () => language;

export function speak(name) {
  language = languages[name] ? name : 'en';
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.title = t('title');
  for (const e of document.querySelectorAll('[data-t]')) e.textContent = t(e.dataset.t);
  for (const e of document.querySelectorAll('[data-t-label]')) e.setAttribute('aria-label', t(e.dataset.tLabel));
}

/** The text of a key; a key without text, such as a new kind of request, is shown itself. */
export function t(key, values = {}) {
  const words = languages[language][key] ?? key;
  return words.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}

export const kindName = (kind) => t(kind === 'send' ? 'send_' : kind);
export const number = (n) => n.toLocaleString(document.documentElement.lang);

export function duration(millis) {
  if (millis < 1000) return t('ms', { n: Math.round(millis) });
  if (millis < 60_000 || (millis < 100_000 && millis % 60_000)) return t('s', { n: Math.ceil(millis / 1000) });
  return millis < 7_200_000 ? t('min', { n: Math.round(millis / 60_000) }) : t('h', { n: Math.round(millis / 3_600_000) });
}

export function clock(iso) {
  const d = new Date(iso);
  const two = (n, w = 2) => String(n).padStart(w, '0');
  return `${two(d.getHours())}:${two(d.getMinutes())}:${two(d.getSeconds())}.${two(d.getMilliseconds(), 3)}`;
}
