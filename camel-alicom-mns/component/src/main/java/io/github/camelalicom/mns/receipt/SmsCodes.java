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
 * The codes of text messages; meanings and categories are this project's own. The codes are those
 * of Alibaba Cloud's documentation (error codes of receipts and of SendSms, samples of the
 * international site) and those that public code quotes from it; the list is incomplete. Alibaba
 * Cloud passes on thousands of codes of carriers, of which the list has those in samples only.
 */
final class SmsCodes {

    static final String TABLE =
            """
            [DELIVERED]
            DELIVERED | Delivered | 已送达
            DELIVRD | Delivered | 已送达
            0 | Delivered | 已送达
            OK | Delivered | 已送达
            SUCCESS | Delivered | 已送达
            [RECIPIENT]
            MOBILE_NOT_ON_SERVICE | Number not in service, switched off or out of reach | 号码停用、关机或无法接通
            MOBILE_ACCOUNT_ABNORMAL | Subscriber's account in arrears, ported or irregular | 用户账户异常、欠费或已携号转网
            MOBILE_IN_BLACK | Number on a block list, mostly after unsubscribing | 号码在黑名单中，多因已退订
            MOBLLE_TERMINAL_ERROR | Phone could not take it, for instance memory full | 终端无法接收，如存储已满
            MOBILE_TERMINAL_ERROR | Phone could not take it, for instance memory full | 终端无法接收，如存储已满
            INVALID_NUMBER | Number invalid or not in service | 号码无效或未启用
            USER_REJECT | Recipient has unsubscribed or lacks the service | 用户已退订或未开通该业务
            SP_NOT_BY_INTER_SMS | Recipient cannot receive international messages | 用户未开通国际短信
            isv.MOBILE_NUMBER_ILLEGAL | Number is not well formed | 号码格式有误
            isv.BLACK_KEY_CONTROL_LIMIT | Blocked by a block list | 被黑名单拦截
            isv.CUSTOMER_REFUSED | Recipient has refused such messages | 用户已拒收此类短信
            isv.DOMESTIC_NUMBER_NOT_SUPPORTED | International template, but a mainland number | 国际模板不支持境内号码
            MK:0001 | Number unknown to the carrier | 运营商查无此号
            DB:0141 | Number on the carrier's block list | 号码在运营商黑名单中
            [CARRIER]
            EXPIRED | Carrier gave up after its time limit | 超过有效期仍未送达
            REJECTD | Refused by the carrier | 被运营商拒绝
            UNDELIV | Carrier could not deliver it | 运营商未能送达
            IS_CLOSE | Channel is closed | 通道已关闭
            NO_ROUTE | No channel for this message | 没有可用的通道
            SP_UNKNOWN_ERROR | Carrier reports an unknown error | 运营商报告未知错误
            SP_UNKNOW_ERROR | Carrier reports an unknown error | 运营商报告未知错误
            [CONTENT]
            CONTENT_KEYWORD | Carrier blocked a word in the text | 文本含运营商拦截的词
            CONTENT_ERROR | Promotional text without a way to unsubscribe | 推广短信缺少退订方式
            SIGNATURE_BLACKLIST | Signature on a block list | 签名在黑名单中
            PARAMS_ILLEGAL | Signature, text or number not valid | 签名、文本或号码参数有误
            isv.SMS_CONTENT_ILLEGAL | Text is forbidden | 文本含禁止内容
            isv.SMS_CONTENT_MISMATCH_TEMPLATE_TYPE | Text does not go with the kind of template | 文本与模板类型不符
            isv.UNSUPPORTED_CONTENT | Characters that cannot be sent | 含不支持的字符
            isv.SMS_SIGN_ILLEGAL | Signature must not be used | 签名禁止使用
            isv.SMS_SIGNATURE_ILLEGAL | Signature unknown or not approved | 签名不存在或未通过审核
            isv.SMS_SIGNATURE_SCENE_ILLEGAL | Signature does not go with this kind of message | 签名场景与短信类型不符
            isv.SMS_TEMPLATE_ILLEGAL | Template unknown or not approved | 模板不存在或未通过审核
            isv.TEMPLATE_MISSING_PARAMETERS | Value for a template variable is missing | 缺少模板变量的值
            isv.PARAM_LENGTH_LIMIT | Value of a template variable is too long | 模板变量的值过长
            [ACCOUNT]
            isv.EXTEND_CODE_ERROR | Extension code is used by another signature | 扩展码已用于其他签名
            isv.DENY_IP_RANGE | Sent from a region that is not allowed | 来源地区不被允许
            isv.DAY_LIMIT_CONTROL | Daily limit of the account reached | 达到账户的日限额
            isv.MONTH_LIMIT_CONTROL | Monthly limit of the account reached | 达到账户的月限额
            isv.BUSINESS_LIMIT_CONTROL | Too many messages to this number in a short time | 短时间内向该号码发送过多
            MOBILE_SEND_LIMIT | Too many messages to this number | 向该号码发送过多
            isv.OUT_OF_SERVICE | Account suspended for lack of money | 账户欠费停用
            isv.AMOUNT_NOT_ENOUGH | Not enough money in the account | 账户余额不足
            isv.PRODUCT_UN_SUBSCRIPT | Account has not activated the service | 账户未开通服务
            isv.PRODUCT_UNSUBSCRIBE | Account has not activated this product | 账户未开通该产品
            isv.ACCOUNT_NOT_EXISTS | Account does not exist | 账户不存在
            isv.ACCOUNT_ABNORMAL | Account is irregular | 账户状态异常
            isv.SECURITY_FROZEN_ACCOUNT | Account is frozen | 账户已被冻结
            isp.RAM_PERMISSION_DENY | RAM user lacks the permission | RAM 用户权限不足
            [UNKNOWN]
            REQUEST_SUCCESS | Handed to the carrier, which never reported | 已提交运营商，未收到回执
            ACCEPTD | Accepted, outcome open | 已受理，结果未定
            UNKNOWN | Cause not known | 原因未知
            UNKNOW | Cause not known | 原因未知
            isp.SYSTEM_ERROR | Error in Alibaba Cloud's system | 服务商系统错误
            """;

    private SmsCodes() {}
}
