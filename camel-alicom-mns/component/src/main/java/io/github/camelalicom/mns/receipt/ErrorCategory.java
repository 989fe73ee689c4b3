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

/** The party an outcome depends on, which decides how an application reacts. */
public enum ErrorCategory {
    /** The message was delivered; the call was answered. */
    DELIVERED,
    /** The number or its owner: does not exist, switched off, busy, refused, unsubscribed. */
    RECIPIENT,
    /**
     * The carrier or the route to it: congested, refused, failed, too late. A retry may succeed.
     */
    CARRIER,
    /** The text, the signature, the template or the recording. */
    CONTENT,
    /** The account, its rights, limits, money or numbers. */
    ACCOUNT,
    /** Unknown, not final, or not in the catalogue. */
    UNKNOWN
}
