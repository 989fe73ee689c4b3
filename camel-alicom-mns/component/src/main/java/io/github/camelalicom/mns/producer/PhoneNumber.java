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
package io.github.camelalicom.mns.producer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes a phone number as the SMS service knows it. */
public final class PhoneNumber {

    private static final Pattern NUMBER = Pattern.compile("\\d{3,20}");

    /**
     * What people write between the digits, the no-break space and the dashes of texts included.
     */
    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\u00A0()\\p{Pd}]");

    private static final Pattern INTERNATIONAL_PREFIX = Pattern.compile("^(\\+|00)(?=[1-9])");

    /** The service knows a mobile number of mainland China without its country code only. */
    private static final Pattern MAINLAND = Pattern.compile("86(1\\d{10})");

    private PhoneNumber() {}

    /**
     * The digits only, abroad with the country code.
     *
     * @throws IllegalArgumentException when that is not a number, in words without it
     */
    public static String normalized(String written) {
        String compact = SEPARATORS.matcher(written).replaceAll("");
        String digits = INTERNATIONAL_PREFIX.matcher(compact).replaceFirst("");
        Matcher mainland = MAINLAND.matcher(digits);
        String number = mainland.matches() ? mainland.group(1) : digits;
        if (!NUMBER.matcher(number).matches()) {
            throw new IllegalArgumentException(
                    "ALICOM-713 The phone number to ask for is not 3 to 20 digits, of one number:"
                            + " it is a text of "
                            + written.length()
                            + " characters");
        }
        return number;
    }
}
