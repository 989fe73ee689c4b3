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

import java.io.Serializable;
import java.time.LocalDate;

/**
 * Asks how one voice call went.
 *
 * @param callId the id that placing the call returned
 * @param queryDate the day in China on which the call was placed
 * @param prodId Alibaba Cloud's number of the product that placed it, such as {@code
 *     11000000300006} for a voice notification: an open set. The service finds nothing under
 *     another one
 */
public record CallDetailQuery(String callId, LocalDate queryDate, long prodId)
        implements Serializable {}
