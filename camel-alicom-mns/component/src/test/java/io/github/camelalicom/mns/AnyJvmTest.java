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
package io.github.camelalicom.mns;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.emulator.RequestKind;

import static io.github.camelalicom.mns.emulator.Receipts.sentMessage;
import static io.github.camelalicom.mns.emulator.Receipts.smsUp;
import static org.assertj.core.api.Assertions.assertThat;

/** JVMs of their own with other digits, calendars, time zones and encodings send the same bytes. */
class AnyJvmTest {

    private static final String CONTENT = "您好 café ١٢٣";

    @RegisterExtension
    static final AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Buddhist calendar, and Thai digits
                "-Duser.language=th -Duser.country=TH -Duser.variant=TH",
                // digits of their own
                "-Duser.language=ar -Duser.country=EG -Duser.timezone=Etc/GMT+12",
                "-Duser.language=hi -Duser.country=IN -Duser.extensions=u-nu-deva",
                "-Duser.language=fa -Duser.timezone=Pacific/Kiritimati",
                // an i without a dot
                "-Duser.language=tr -Duser.country=TR -Dfile.encoding=US-ASCII"
            })
    void receivesDeletesAndQueries(String options) throws Exception {
        // given
        alicom.deliver(smsUp().phoneNumber(OtherJvm.NUMBER).content(CONTENT));
        alicom.sendDetails().add(sentMessage(OtherJvm.NUMBER).content(CONTENT).delivered());
        // when
        List<String> results =
                new OtherJvm(folder)
                        .options(options.split(" "))
                        .run(alicom.uri("SmsUp", "waitTime=1s"));
        // then
        assertThat(results).containsExactly(CONTENT, "DELIVERED " + CONTENT);
        assertThat(alicom.queue("SmsUp").deleted()).isEqualTo(1);
        assertThat(alicom.requests().ofKind(RequestKind.TOKEN))
                .isNotEmpty()
                .allSatisfy(
                        request ->
                                assertThat(request.target())
                                        .containsPattern(
                                                "Timestamp=20\\d\\d-\\d\\d-\\d\\dT\\d\\d"));
    }

    /** Else the test above says nothing of digits. */
    @Test
    void suchALocaleHasDigitsOfItsOwn() {
        assertThat(String.format(Locale.forLanguageTag("ar-EG"), "%d", 1)).isEqualTo("١");
    }
}
