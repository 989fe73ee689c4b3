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
/**
 * Receipts of messages and calls as immutable records, and the lenient parser that reads them.
 *
 * <p>Depends neither on Camel nor on Alibaba Cloud's SDKs. Field names and samples come from
 * Alibaba Cloud's help pages; each record names its page.
 */
package io.github.camelalicom.mns.receipt;
