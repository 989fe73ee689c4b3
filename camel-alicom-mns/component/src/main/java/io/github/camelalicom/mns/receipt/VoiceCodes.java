/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camelalicom.mns.receipt;

/**
 * The status codes of calls; meanings and categories are this project's own. From Alibaba Cloud's
 * page (help 55085), without those that have no meaning there or are not about the call ({@code
 * 400}, {@code 476}, {@code 482}, {@code 500}, {@code 9996}, {@code 999999}).
 */
final class VoiceCodes {

    static final String TABLE =
            """
            [DELIVERED]
            200000 | Answered | 已接听
            200100 | Double call ended | 双呼通话结束
            200103 | Both parties are talking | 双方通话中
            300000 | Key pressed during the call | 通话中有按键
            [RECIPIENT]
            200001 | Hung up early | 提前挂断
            200002 | Busy | 用户忙
            200003 | No answer | 无人接听
            200004 | Number does not exist | 号码不存在
            200005 | Unreachable or refused | 无法接通或拒接
            200007 | Out of the service area | 不在服务区
            200008 | No key pressed in time | 按键超时
            200010 | Switched off | 已关机
            200011 | Number suspended | 号码已停机
            200105 | Called number is restricted | 被叫呼叫受限
            200111 | Refused | 被拒接
            200112 | Called number is busy | 被叫忙
            200113 | Called number does not answer | 被叫无应答
            200116 | Called number does not exist | 被叫号码不存在
            200120 | Called number is out of the service area | 被叫不在服务区
            [CARRIER]
            200012 | Call lost on its way | 呼叫丢失
            200118 | Carrier does not allow this time of day | 线路方限制该时段
            200119 | Carrier limits the frequency | 线路方限制频次
            [CONTENT]
            200006 | Audio could not be played | 音频无法播放
            [ACCOUNT]
            200104 | Calling number is restricted | 主叫呼叫受限
            200117 | Calling number may not be shown | 主叫号码不可外显
            200121 | Too many calls at once | 超过并发上限
            [UNKNOWN]
            200101 | Calling the first party | 正在呼叫主叫
            200102 | First party has answered | 主叫已接通
            200201 | Ringing | 振铃中
            200130 | Other cause | 其他原因
            """;

    private VoiceCodes() {}
}
