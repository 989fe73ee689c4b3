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
package io.github.camelalicom.mns.gateway;

/**
 * One handle that a delete left behind.
 *
 * @param receiptHandle the handle as given
 * @param kind {@link MnsException.Kind#HANDLE_LOST} when the message is no longer ours, {@link
 *     MnsException.Kind#MESSAGE_GONE} when it was deleted, else whatever makes a further attempt
 *     worth while or not
 * @param code the service's word for it, such as {@code ReceiptHandleError}
 */
public record DeleteFailure(String receiptHandle, MnsException.Kind kind, String code) {}
