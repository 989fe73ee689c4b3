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
 * A receipt with a code of its outcome. The meaning of the code is not part of the receipt: JSON,
 * map and key do not contain it.
 */
public interface CodedReceipt extends Receipt {

    /** The entry of the catalogue; never {@code null}. */
    ErrorCode error();

    /** The category; {@link ErrorCategory#UNKNOWN} for a code that is not in the catalogue. */
    default ErrorCategory errorCategory() {
        return error().category();
    }

    /** The meaning of the code in English; never {@code null}. */
    default String errorMeaning() {
        return error().english();
    }

    /** The meaning of the code in Chinese; never {@code null}. */
    default String errorMeaningZh() {
        return error().chinese();
    }
}
