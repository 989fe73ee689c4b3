// The texts of the assumptions in Chinese, by topic; the English ones come from the emulator.
export const chinese = {
  'departed-clients': {
    question: '长轮询的客户端关闭连接后，服务端能否察觉？',
    source: '无文档说明',
    values: {
      noticed: '长轮询随连接结束，不取走消息。',
      unnoticed: '长轮询持续到等待时间结束；其间到达的消息变为不可见，响应丢失。',
    },
  },
  'refused-token': {
    question: 'MNS 如何拒绝错误或过期的安全令牌？',
    source: '无文档说明；OSS 使用 SecurityTokenExpired 和 InvalidSecurityToken',
    values: {
      '403-access-denied': '403 AccessDenied。',
      '403-invalid-access-key-id': '403 InvalidAccessKeyId。',
      '401-security-token-expired': '401 SecurityTokenExpired。',
      '400-invalid-security-token': '400 InvalidSecurityToken。',
      '408-time-expired': '408 TimeExpired。',
    },
  },
  'token-scope': {
    question: '一个令牌可以访问哪些队列？',
    source: '无文档说明；队列名以消息类型结尾，不传队列名的客户端读取该类型的队列',
    values: {
      'own-type': '请求令牌时指定的队列，且其名称须以消息类型结尾；未指定时，为名称以该类型结尾的所有队列。',
      'any-queue': '所有队列。',
    },
  },
  'token-end': {
    question: '令牌的到期时间采用什么格式？',
    source: 'Java、PHP、Go 和 Node 示例按不带时区的中国时间读取；格式无文档说明',
    values: {
      'china-time': '2026-11-22 20:00:00，中国时区。',
      missing: '没有 ExpireTime。',
      empty: 'ExpireTime 为空文本。',
      'iso-utc': '2026-11-22T12:00:00Z。',
      'iso-offset': '2026-11-22T20:00:00+08:00。',
      'epoch-seconds': '自 1970 年起的秒数，以文本表示。',
      'epoch-millis': '自 1970 年起的毫秒数，以文本表示。',
      unreadable: '不是时间的文本。',
    },
  },
  'visibility-change': {
    question: '令牌能否修改消息的不可见时间？响应是什么？',
    source: '帮助文档 35136 至 35140 说明了响应；阿里云的回执客户端均不调用该接口',
    values: {
      allowed: '返回新句柄和 NextVisibleTime；旧句柄失效。',
      refused: '403 AccessDenied。',
      'without-rotation': '句柄保持有效并原样返回。',
      'without-next-visible-time': '返回新句柄，不含 NextVisibleTime。',
      'without-body': '200，无响应正文；句柄保持有效。',
    },
  },
  'batch-delete': {
    question: '令牌能否批量删除？',
    source: 'openapi-sdk-php 使用批量删除，其他回执客户端逐条删除',
    values: {
      allowed: '每个请求最多 16 个句柄。',
      refused: '403 AccessDenied。',
    },
  },
  'delete-failure': {
    question: '批量删除如何报告失败的句柄？',
    source: '帮助文档 35139，Java SDK 的 ErrorReceiptHandleListDeserializer',
    values: {
      '404-list': '404，附失败句柄的列表。',
      '200-list': '200，附失败句柄的列表。',
      '404-plain': '404，错误文档不含句柄；有效的句柄已删除。',
      'padded-handles': '404，列表中的句柄前后带空白字符。',
    },
  },
  'stale-handle': {
    question: '无效句柄返回哪个错误码？',
    source: '两个错误码均有文档，何时返回哪个没有说明',
    values: {
      'by-state': '消息已删除时返回 MessageNotExist，否则返回 ReceiptHandleError。',
      'receipt-handle-error': '始终为 400 ReceiptHandleError。',
      'message-not-exist': '始终为 404 MessageNotExist。',
    },
  },
  'long-polls': {
    question: '长轮询保持多长时间？',
    source: '帮助文档 35136 至 35140 说明为 0 至 30 秒；回执队列的设置未知',
    values: {
      held: '按请求的时间，最长 30 秒。',
      'empty-at-once': '不保持，立即返回。',
      capped: '按请求的时间，最长 5 秒。',
    },
  },
  'empty-queue': {
    question: '队列中没有消息时，接收请求返回什么？',
    source: '帮助文档 35136 至 35140 说明为 404；代理或其他版本可能不同',
    values: {
      404: '404 MessageNotExist。',
      '200-empty-list': '200，附空的消息列表。',
      204: '204，无响应正文。',
    },
  },
  'unknown-queue': {
    question: '队列不存在时返回什么？',
    source: '帮助文档 27501 说明为 404；可能先检查令牌的权限策略',
    values: {
      404: '404 QueueNotExist。',
      403: '403 AccessDenied。',
    },
  },
  'expired-request': {
    question: 'Date 偏差超过 15 分钟的请求以哪个状态码被拒绝？',
    source: '帮助文档 27501 为 408，签名文档为 400',
    values: {
      408: '408 TimeExpired。',
      400: '400 TimeExpired。',
    },
  },
  body: {
    question: '回执在消息体中如何编码？',
    source: 'Java 和 PHP 示例按 Base64 解码；其他客户端也接受 JSON 原文',
    values: {
      base64: 'UTF-8 JSON 文本的 Base64。',
      plain: 'JSON 原文。',
    },
  },
  digest: {
    question: 'MessageBodyMD5 按哪个文本计算？',
    source: 'PHP 示例按 Base64 文本计算',
    values: {
      'of-wire': '传输的消息体。',
      'of-text': 'JSON 文本。',
      missing: '没有 MessageBodyMD5。',
    },
  },
  'slow-answers': {
    question: '响应是否会在生效很久之后才到达？',
    source: '任何网络和服务都可能变慢',
    values: {
      none: '否。',
      'to-visibility': '修改不可见时间立即生效，5 秒后才响应。',
      'to-delete': '单条和批量删除立即生效，5 秒后才响应。',
    },
  },
  'send-details-day': {
    question: '日期不在最近 30 天内时，QuerySendDetails 返回什么？',
    source: '30 天有文档说明，响应没有',
    values: {
      refused: '200，isv.INVALID_PARAMETERS。',
      empty: '200，OK，无记录。',
    },
  },
  'query-message-status': {
    question: 'QueryMessage 响应中的状态 1 和 3 表示什么？',
    source: '阿里云的文档互相矛盾',
    values: {
      current: '1 已送达，3 发送中。',
      older: '1 已提交，3 已送达。',
    },
  },
};
